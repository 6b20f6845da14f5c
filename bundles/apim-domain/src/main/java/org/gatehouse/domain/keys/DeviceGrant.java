package org.gatehouse.domain.keys;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * What a device that has no browser waits for (RFC 8628).
 *
 * @param deviceCode what the device shows; never printed, and stored as a digest only
 * @param userCode what the user types, in capitals
 * @param consumerKey the client
 * @param scopes what it asks for
 * @param state what has come of it
 * @param user who answered, null if nobody has
 * @param expires from when on it is worth nothing
 * @param asked when the device asked last, null if it has not
 */
public record DeviceGrant(
        String deviceCode,
        String userCode,
        String consumerKey,
        SortedSet<String> scopes,
        State state,
        @Nullable UserName user,
        Instant expires,
        @Nullable Instant asked) {
    /** Copies its set. */
    public DeviceGrant {
        scopes = new TreeSet<>(scopes);
    }

    @Override
    public String toString() {
        return "DeviceGrant[****, " + consumerKey + ", " + scopes + ", " + state + "]";
    }

    /** What has come of it. */
    public enum State {
        /** Nobody has answered. */
        WAITING,
        /** The user agreed. */
        ALLOWED,
        /** The user did not. */
        DENIED
    }
}
