package org.gatehouse.gateway.mediation.backend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * At which member of a group a session is, by the cookie that the member gave it (RFC 6265). Kept for all groups together, so
 * that a deployment ends no session. Those that were quiet the longest go when there are too many.
 */
public final class Sessions {
    private static final int MOST = 200_000;
    private static final int MOST_COOKIES = 50;
    /** A shorter value is a choice that many share, such as a language, and names no session. */
    private static final int SHORTEST = 8;

    private static final int LONGEST = 4096;

    private record Cookie(String group, String pair) {}

    private record Stay(String member, Duration life) {}

    private final Cache<Cookie, Stay> stays = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.accessing((Cookie cookie, Stay stay) -> stay.life()))
            .build();

    /** The member of the group that the request's session is at; null if it shows no cookie of a session. */
    @Nullable String member(String group, Headers request) {
        for (String pair : pairs(request.all("Cookie"))) {
            Stay stay = stays.getIfPresent(new Cookie(group, pair));
            if (stay != null) {
                return stay.member();
            }
        }
        return null;
    }

    /** The member gave this answer: sessions that begin with it stay there for as long as they are not quiet for longer. */
    void began(String group, String member, Headers answer, Duration life) {
        for (String cookie : answer.all("Set-Cookie")) {
            int end = cookie.indexOf(';');
            String pair = (end < 0 ? cookie : cookie.substring(0, end)).trim();
            if (pair.length() - pair.indexOf('=') > SHORTEST && pair.length() <= LONGEST) {
                stays.put(new Cookie(group, pair), new Stay(member, life));
            }
        }
    }

    private static List<String> pairs(List<String> fields) {
        List<String> pairs = new ArrayList<>();
        for (String field : fields) {
            for (String pair : field.split(";", MOST_COOKIES)) {
                pairs.add(pair.trim());
            }
        }
        return pairs.size() > MOST_COOKIES ? pairs.subList(0, MOST_COOKIES) : pairs;
    }
}
