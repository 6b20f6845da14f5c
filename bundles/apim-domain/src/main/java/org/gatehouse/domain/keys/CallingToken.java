package org.gatehouse.domain.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.jspecify.annotations.Nullable;

/**
 * A token with which an application calls, without what its bearer shows.
 *
 * @param fingerprint what it is known by, see {@link AccessToken#fingerprint}
 * @param application whose client it was issued to
 * @param user in whose name
 * @param ofUser true if it stands for a user, false if for the application itself
 * @param scopes what it may be used for
 * @param issued when
 * @param validity how long from then; null means for ever
 */
public record CallingToken(
        String fingerprint,
        Application application,
        UserName user,
        boolean ofUser,
        SortedSet<String> scopes,
        Instant issued,
        @Nullable Duration validity) {
    /** Copies its set. */
    public CallingToken {
        scopes = new TreeSet<>(scopes);
    }
}
