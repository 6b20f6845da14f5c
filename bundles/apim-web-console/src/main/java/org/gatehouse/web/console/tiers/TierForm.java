package org.gatehouse.web.console.tiers;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.xml.SafeXml;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A tier in the fields of a form.
 *
 * @param form what was typed, and what is wrong with it
 */
record TierForm(Form form) {
    private static final String MINUTE = "60000";

    /** The tier as it is; null for a new one. */
    static TierForm of(@Nullable Tier tier) {
        if (tier == null) {
            return new TierForm(Form.filled(Map.of("milliseconds", MINUTE)));
        }
        return new TierForm(Form.filled(Map.of(
                "tier", tier.name(),
                "displayName", tier.displayName().equals(tier.name()) ? "" : tier.displayName(),
                "calls", tier.count() == Long.MAX_VALUE ? "" : Long.toString(tier.count()),
                "milliseconds", Long.toString(tier.unit().toMillis()),
                "attributes", AttributeLines.shown(tier.attributes()))));
    }

    static TierForm sent(Parameters parameters) {
        return new TierForm(new Form(parameters));
    }

    String name() {
        return form.optional("tier");
    }

    /** The same, with a name that another tier has. */
    TierForm taken() {
        form.refuse("tier", "tiers.taken", name());
        return this;
    }

    /**
     * The same, refused in the words of the room: at the field that they name, or at none.
     *
     * @param shown the fields that are there to be changed
     */
    TierForm refused(RuntimeException because, TierDraft draft, Set<String> shown) {
        String field = field(String.valueOf(because.getMessage()), draft);
        form.refuseBecause(shown.contains(field) ? field : "", because);
        return this;
    }

    private static String field(String message, TierDraft draft) {
        if (draft.attributes().keySet().stream().anyMatch(name -> message.contains(" " + name + ": "))) {
            return "attributes";
        }
        String named = message.substring(0, Math.max(0, message.indexOf(": ")));
        return named.equals("attribute") ? "attributes" : named;
    }

    /**
     * What was typed; null if something is wrong with it, which the form says then.
     *
     * @param now the tier that it changes, whose attributes without a line stay; null for a new one
     */
    @Nullable TierDraft draft(@Nullable Tier now) {
        String name = form.required("tier", "tiers.no-name");
        String displayName = displayName();
        long calls = number("calls", 0);
        long milliseconds = number("milliseconds", 1);
        Map<String, String> attributes = attributes(now);
        return form.isGood()
                ? new TierDraft(name, displayName, calls, Duration.ofMillis(milliseconds), attributes)
                : null;
    }

    private String displayName() {
        String displayName = form.optional("displayName");
        if (displayName.length() > TierDraft.LONGEST_DISPLAY_NAME) {
            form.refuse("displayName", "tiers.too-long", Integer.toString(TierDraft.LONGEST_DISPLAY_NAME));
        }
        requireHeld("displayName", displayName);
        return displayName;
    }

    private void requireHeld(String field, String text) {
        SafeXml.unheld(text).ifPresent(code -> form.refuse(field, "tiers.no-character", code));
    }

    private long number(String field, long least) {
        String text = form.optional(field);
        if (text.matches("\\d{1,10}") && Long.parseLong(text) >= least && Long.parseLong(text) <= Integer.MAX_VALUE) {
            return Long.parseLong(text);
        }
        form.refuse(field, "tiers.no-number." + field, Integer.toString(Integer.MAX_VALUE));
        return least;
    }

    /** What was typed, and what the form does not show. */
    private Map<String, String> attributes(@Nullable Tier now) {
        Map<String, String> attributes = new HashMap<>(now == null ? Map.of() : AttributeLines.kept(now.attributes()));
        requireHeld("attributes", form.optional("attributes"));
        form.optional("attributes")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> AttributeLines.read(line)
                        .ifPresentOrElse(
                                attribute -> keep(attributes, attribute),
                                () -> form.refuse("attributes", "tiers.no-attribute", line)));
        return attributes;
    }

    private void keep(Map<String, String> attributes, Map.Entry<String, String> attribute) {
        if (attributes.putIfAbsent(attribute.getKey(), attribute.getValue()) != null) {
            form.refuse("attributes", "tiers.attribute-twice", attribute.getKey());
        }
    }
}
