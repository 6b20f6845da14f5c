package org.gatehouse.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.domain.Changed;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/** A form that was sent: what was typed, to be shown again, and what is wrong with it, field by field. */
public final class Form {
    /** Never shown again. */
    private static final Set<String> SECRETS = Set.of("password", "again", "old");

    private static final String REVISION = "revision";

    private final Parameters sent;
    private final Map<String, String> otherwise;
    private final List<FieldError> errors = new ArrayList<>();
    private @Nullable Changed overtaken;

    /** As it was sent. */
    public Form(Parameters sent) {
        this(sent, Map.of());
    }

    private Form(Parameters sent, Map<String, String> otherwise) {
        this.sent = sent;
        this.otherwise = otherwise;
    }

    /** As it was sent, and where nothing was typed, with what is suggested there. */
    public static Form of(Parameters sent, Map<String, String> suggested) {
        return new Form(sent, Map.copyOf(suggested));
    }

    /** One that nobody has filled in. */
    public static Form empty() {
        return new Form(Parameters.NONE);
    }

    /** One in which these fields are filled in already. */
    public static Form filled(Map<String, String> values) {
        return new Form(Parameters.NONE, Map.copyOf(values));
    }

    /** The field, trimmed; nothing typed there is an error of the field, in the words of the key. */
    public String required(String field, String textIfMissing) {
        String value = sent.text(field).trim();
        if (value.isEmpty()) {
            refuse(field, textIfMissing);
        }
        return SECRETS.contains(field) ? sent.text(field) : value;
    }

    /** The field, trimmed; empty if nothing was typed. */
    public String optional(String field) {
        return sent.text(field).trim();
    }

    /** Says that something is wrong with the field, in the words of the key with what goes into them. */
    public Form refuse(String field, String text, Object... details) {
        errors.add(new FieldError(field, text, List.of(details)));
        return this;
    }

    /** Says that something is wrong with the field, in the words of whoever refused it. */
    public Form refuseBecause(String field, RuntimeException refused) {
        return refuse(field, String.valueOf(refused.getMessage()));
    }

    /** The revision of what the form changes, as it was when the form was filled in; empty if the form does not say. */
    public OptionalLong revision() {
        return sent.number(REVISION);
    }

    /**
     * Says that what the form changes was changed meanwhile. It is shown with what was typed; whoever sends it once more means
     * what is stored now.
     */
    public Form overtakenBy(Changed told) {
        overtaken = told;
        return this;
    }

    /** How what the form changes was changed meanwhile, in words; null if it was not. */
    public @Nullable String overtaken() {
        return overtaken == null ? null : overtaken.getMessage();
    }

    /** The HTTP status of the page that shows it. */
    public int status() {
        return overtaken == null ? 200 : 409;
    }

    /** Whether nothing is wrong. */
    public boolean isGood() {
        return errors.isEmpty();
    }

    /** What is wrong, in the order in which it was found. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** What is wrong with the field; null if nothing. */
    public @Nullable FieldError error(String field) {
        return errors.stream()
                .filter(error -> error.field().equals(field))
                .findFirst()
                .orElse(null);
    }

    /** What to show in the field: never a password. */
    public String value(String field) {
        if (field.equals(REVISION) && overtaken != null) {
            return String.valueOf(overtaken.revision());
        }
        return SECRETS.contains(field) ? "" : sent.text(field, otherwise.getOrDefault(field, ""));
    }
}
