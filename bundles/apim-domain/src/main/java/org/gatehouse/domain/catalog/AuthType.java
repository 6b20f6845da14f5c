package org.gatehouse.domain.catalog;

/** Which kind of access token a verb of a resource asks for. */
public enum AuthType {
    /** No token at all. */
    NONE("None", "None"),
    /** A token that stands for an application. */
    APPLICATION("Application", "Application"),
    /** A token that stands for a user. */
    APPLICATION_USER("Application_User", "Application User"),
    /** Either kind. */
    ANY("Any", "Application & Application User");

    private final String stored;
    private final String shown;

    AuthType(String stored, String shown) {
        this.stored = stored;
        this.shown = shown;
    }

    /** As databases, verdict requests and answers have it. */
    public String stored() {
        return stored;
    }

    /** As forms and OpenAPI extensions have it. */
    public String shown() {
        return shown;
    }

    /** Reads either form; anything else means {@link #ANY}, as it always did. */
    public static AuthType parse(String text) {
        for (AuthType type : values()) {
            if (type.stored.equals(text) || type.shown.equals(text)) {
                return type;
            }
        }
        return ANY;
    }
}
