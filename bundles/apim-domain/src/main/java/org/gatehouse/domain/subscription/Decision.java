package org.gatehouse.domain.subscription;

import java.time.Instant;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;

/**
 * Who took a subscription from its owner, or did not give it, and why.
 *
 * @param by who
 * @param at when
 * @param reason plain text on one line, which the owner reads; empty if none was given
 */
public record Decision(UserName by, Instant at, String reason) {
    /** How many characters a reason has at most. */
    public static final int MOST_OF_REASON = 500;

    /** Puts the reason on one line; refuses one of more than {@value #MOST_OF_REASON} characters, or with control characters. */
    public Decision {
        reason = reason.replaceAll("\\s+", " ").strip();
        if (reason.length() > MOST_OF_REASON) {
            throw new Invalid("reason: " + reason.length() + " characters (expected: at most " + MOST_OF_REASON + ")");
        }
        if (reason.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("reason: control characters (expected: plain text)");
        }
    }
}
