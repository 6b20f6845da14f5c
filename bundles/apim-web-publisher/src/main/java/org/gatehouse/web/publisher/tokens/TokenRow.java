package org.gatehouse.web.publisher.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.domain.keys.CallingToken;
import org.gatehouse.web.page.Tile;
import org.gatehouse.web.publisher.CalledApi;
import org.jspecify.annotations.Nullable;

/**
 * A token in the list.
 *
 * @param application the number of its application
 * @param name of the application
 * @param owner whose application it is
 * @param user in whose name it is; empty if it stands for the application
 * @param ofUser the part of an address that names the user
 * @param until when it is over; null for never
 */
public record TokenRow(
        Tile tile,
        String fingerprint,
        long application,
        String name,
        String owner,
        String user,
        String ofUser,
        List<String> scopes,
        Instant issued,
        @Nullable Instant until) {
    static TokenRow of(CallingToken token) {
        Duration validity = token.validity();
        String user = token.ofUser() ? token.user().toString() : "";
        return new TokenRow(
                Tile.of(token.application().name()),
                token.fingerprint(),
                token.application().id(),
                token.application().name(),
                token.application().subscriber().toString(),
                user,
                "user=" + CalledApi.encoded(user),
                List.copyOf(token.scopes()),
                token.issued(),
                validity == null ? null : token.issued().plus(validity));
    }
}
