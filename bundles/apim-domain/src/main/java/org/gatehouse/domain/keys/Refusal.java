package org.gatehouse.domain.keys;

/** Why a key may not call. The numbers are part of the wire format. */
public enum Refusal {
    /** The key manager could not be asked, or failed. */
    UNCLASSIFIED(900900),
    /** The token is unknown, revoked or its time is over. */
    INVALID_CREDENTIALS(900901),
    /** No token was shown. */
    MISSING_CREDENTIALS(900902),
    /** The token's time is over. */
    TOKEN_EXPIRED(900903),
    /** The token was replaced. */
    TOKEN_INACTIVE(900904),
    /** The resource asks for the other kind of token. */
    INCORRECT_TOKEN_TYPE(900905),
    /** The API has no such resource or verb. */
    NO_MATCHING_RESOURCE(900906),
    /** The API or the subscription is blocked. */
    BLOCKED(900907),
    /** The application is not subscribed. */
    FORBIDDEN(900908),
    /** The subscription waits for approval or was refused. */
    SUBSCRIPTION_INACTIVE(900909),
    /** The token lacks the scope that guards the resource. */
    INVALID_SCOPE(900910);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The refusal of that number; {@link #UNCLASSIFIED} for any other. */
    public static Refusal ofCode(int code) {
        for (Refusal refusal : values()) {
            if (refusal.code == code) {
                return refusal;
            }
        }
        return UNCLASSIFIED;
    }
}
