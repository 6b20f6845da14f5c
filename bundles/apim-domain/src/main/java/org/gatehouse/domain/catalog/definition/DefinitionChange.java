package org.gatehouse.domain.catalog.definition;

/**
 * One difference between two definitions of an API.
 *
 * @param effect what it means to those who call the API
 * @param resource verb and path, as {@code GET /pets}; empty for the whole
 * @param what what differs
 */
public record DefinitionChange(Effect effect, String resource, String what) {
    /** What a difference means to those who call the API, the worst first. */
    public enum Effect {
        /** Who calls as before may fail, or get what they don't understand. */
        BREAKING,
        /** Who was refused may be served now. */
        OPENING,
        /** Who calls as before is served as before. */
        COMPATIBLE,
        /** Only people read it. */
        WORDS
    }

    @Override
    public String toString() {
        return effect + " " + (resource.isEmpty() ? "" : resource + ": ") + what;
    }
}
