package org.gatehouse.gateway.mediation;

import java.nio.charset.StandardCharsets;
import org.apache.synapse.MessageContext;
import org.jspecify.annotations.Nullable;

/** An address with properties of the message in it: <code>{uri.var.x}</code> or <code>${name}</code>. */
final class AddressTemplate {
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    private final String text;
    private final @Nullable BackendAddress fixed;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if a brace is left open
     * @throws org.apache.synapse.SynapseException if it is no address, whatever its variables stand for
     */
    AddressTemplate(String text) {
        int open = text.lastIndexOf('{');
        if (open >= 0 && text.indexOf('}', open) < 0) {
            throw new IllegalArgumentException("endpoint address: " + text + " (expected: a closing brace)");
        }
        this.text = text;
        this.fixed = text.indexOf('{') < 0 ? BackendAddress.of(text) : null;
        if (fixed == null && !text.startsWith("{") && !text.startsWith("$")) {
            // A digit can stand for any part of it.
            BackendAddress.of(text.replaceAll("\\$?\\{[^}]*}", "1"));
        }
    }

    BackendAddress resolve(MessageContext message) {
        return fixed != null ? fixed : BackendAddress.of(expand(message));
    }

    private String expand(MessageContext message) {
        StringBuilder address = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            boolean dollar = open > at && text.charAt(open - 1) == '$';
            address.append(text, at, dollar ? open - 1 : open);
            address.append(value(message, text.substring(open + 1, close)));
            at = close + 1;
        }
        return address.append(text, at, text.length()).toString();
    }

    private static String value(MessageContext message, String name) {
        Object value = message.getProperty(name.startsWith("+") ? name.substring(1) : name);
        return value == null ? "" : encoded(value.toString());
    }

    /** Encodes what cannot stand in a URI and leaves the rest, since path variables come encoded as they were sent. */
    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
