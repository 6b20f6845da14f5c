package org.gatehouse.gateway.mediation.backend;

import java.util.ArrayList;
import java.util.List;
import org.apache.synapse.MessageContext;
import org.gatehouse.gateway.mediation.message.BadMessage;
import org.gatehouse.gateway.routing.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * An address with properties of the message in it, <code>{uri.var.x}</code> or <code>${name}</code>, expanded by RFC 6570:
 * simple expansion encodes all that is not unreserved, <code>{+x}</code> keeps what is reserved, and
 * {@code legacy-encoding:} in front keeps it everywhere, as API Manager 1.9 did. However it is expanded, a value stays in the
 * part of the address where it stands: it makes no host of a path, no parameter of a value, and does not climb.
 */
public final class AddressTemplate {
    private static final String LEGACY = "legacy-encoding:";

    private final List<Part> parts = new ArrayList<>();
    private final @Nullable BackendAddress fixed;

    /** A literal, or a variable where it stands. */
    private record Part(String text, @Nullable UriComponent component, boolean reserved) {
        static Part literal(String text) {
            return new Part(text, null, false);
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if a brace is left open
     * @throws org.apache.synapse.SynapseException if it is no address, whatever its variables stand for
     */
    public AddressTemplate(String written) {
        boolean legacy = written.startsWith(LEGACY);
        String text = legacy ? written.substring(LEGACY.length()) : written;
        int open = text.lastIndexOf('{');
        if (open >= 0 && text.indexOf('}', open) < 0) {
            throw new IllegalArgumentException("endpoint address: " + text + " (expected: a closing brace)");
        }
        this.fixed = text.indexOf('{') < 0 ? BackendAddress.of(text) : null;
        if (fixed == null && !text.startsWith("{") && !text.startsWith("$")) {
            // A digit can stand for any part of it.
            BackendAddress.of(text.replaceAll("\\$?\\{[^}]*}", "1"));
        }
        take(text, legacy);
    }

    private void take(String text, boolean legacy) {
        StringBuilder literals = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            boolean dollar = open > at && text.charAt(open - 1) == '$';
            String literal = text.substring(at, dollar ? open - 1 : open);
            parts.add(Part.literal(literal));
            literals.append(literal);
            String name = text.substring(open + 1, close);
            boolean plus = name.startsWith("+");
            parts.add(new Part(plus ? name.substring(1) : name, UriComponent.after(literals), plus || legacy));
            literals.append('1');
            at = close + 1;
        }
        parts.add(Part.literal(text.substring(at)));
    }

    /**
     * The address for a message.
     *
     * @throws BadMessage if a value does not fit where it stands
     */
    public BackendAddress resolve(MessageContext message, Sources sources) {
        if (fixed != null) {
            return fixed;
        }
        StringBuilder address = new StringBuilder();
        boolean inPath = false;
        for (Part part : parts) {
            UriComponent component = part.component();
            if (component == null) {
                address.append(part.text());
                continue;
            }
            inPath |= component == UriComponent.PATH;
            Object value = message.getProperty(part.text());
            if (value != null) {
                address.append(component.fit(
                        part.text(), value.toString(), part.reserved(), sources.source(part.text(), value)));
            }
        }
        BackendAddress resolved = BackendAddress.of(address.toString());
        // Whatever the values are, what they make is below what the author wrote.
        if (inPath && RequestTarget.of(resolved.path()).climbs()) {
            throw new BadMessage("The values of the request do not make a path of the back end", null);
        }
        return resolved;
    }
}
