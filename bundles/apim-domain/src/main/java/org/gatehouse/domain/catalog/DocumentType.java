package org.gatehouse.domain.catalog;

import java.util.Optional;

/** What kind of document it is. */
public enum DocumentType {
    /** How something is done. */
    HOW_TO("How To"),
    /** Code to begin with. */
    SAMPLES("Samples"),
    /** Where users talk. */
    PUBLIC_FORUM("Public Forum"),
    /** Where the provider helps. */
    SUPPORT_FORUM("Support Forum"),
    /** What messages look like. */
    MESSAGE_FORMAT("API Message Format"),
    /** A definition in OpenAPI or Swagger. */
    DEFINITION("Swagger API Definition"),
    /** A kind that its author names. */
    OTHER("Other");

    private final String shown;

    DocumentType(String shown) {
        this.shown = shown;
    }

    /** As answers for scripts have it. */
    public String shown() {
        return shown;
    }

    /** The one that is written so, in any case; empty if none is. */
    public static Optional<DocumentType> parse(String text) {
        for (DocumentType type : values()) {
            if (type.shown.equalsIgnoreCase(text.trim())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
