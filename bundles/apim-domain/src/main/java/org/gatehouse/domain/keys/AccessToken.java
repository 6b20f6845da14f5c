package org.gatehouse.domain.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * An access token (RFC 6749 §1.4) with its refresh token.
 *
 * @param value what the bearer shows; never printed
 * @param refreshValue the refresh token, null for application tokens; never printed
 * @param consumerKey the client it was issued to
 * @param user in whose name
 * @param ofUser true if it stands for a user, false if for the application itself
 * @param scopes what it may be used for
 * @param issued when
 * @param validity how long from then; null means for ever
 * @param state whether it still counts
 */
public record AccessToken(
        String value,
        @Nullable String refreshValue,
        String consumerKey,
        UserName user,
        boolean ofUser,
        SortedSet<String> scopes,
        Instant issued,
        @Nullable Duration validity,
        State state) {
    /** How many characters a fingerprint has. */
    public static final int FINGERPRINT_LENGTH = 16;

    /** Copies its set. */
    public AccessToken {
        scopes = new TreeSet<>(scopes);
    }

    /**
     * What a token is known by where it is not to be shown: the first {@value #FINGERPRINT_LENGTH} digits of its SHA-256 digest
     * in hexadecimal, so that whoever holds the token finds out, and nobody else makes the token of it.
     */
    public static String fingerprint(String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    /** The same token with something else for the bearer to show. */
    public AccessToken shownAs(String other) {
        return new AccessToken(other, refreshValue, consumerKey, user, ofUser, scopes, issued, validity, state);
    }

    /** Whether the time is past its validity. */
    public boolean isExpiredAt(Instant now) {
        return validity != null && !now.isBefore(issued.plus(validity));
    }

    @Override
    public String toString() {
        return "AccessToken[****, " + consumerKey + ", " + user + ", " + scopes + ", " + state + "]";
    }

    /** Whether a token still counts. */
    public enum State {
        /** Counts. */
        ACTIVE,
        /** Replaced because its time was over. */
        EXPIRED,
        /** Taken back. */
        REVOKED,
        /** Replaced by a refresh. */
        INACTIVE
    }
}
