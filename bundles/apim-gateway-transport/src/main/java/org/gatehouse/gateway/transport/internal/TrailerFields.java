package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which fields after a body go on to the next hop (RFC 9110 §6.5.1): those that are listed, since many recipients take a
 * field for one of the head wherever it stands. Those of requests go to back ends; those of answers only to clients that say
 * {@code TE: trailers}. What frames, routes or vouches for a message never passes, listed or not.
 */
final class TrailerFields {
    private static final Set<String> NEVER = Set.of(
            "assertion",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "forwarded",
            "host",
            "location",
            "proxy-authenticate",
            "proxy-authorization",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "www-authenticate",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-jwt-assertion",
            "x-real-ip");

    private final Set<String> names;
    private final List<String> beginnings;

    /** Those of these names, in any case; one that ends with {@code *} stands for all that begin so. */
    TrailerFields(Collection<String> listed) {
        names = listed.stream()
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        beginnings = names.stream()
                .filter(name -> name.endsWith("*"))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
    }

    boolean pass(String field) {
        String name = field.trim().toLowerCase(Locale.ROOT);
        return !NEVER.contains(name)
                && (names.contains(name) || beginnings.stream().anyMatch(name::startsWith));
    }

    /** Takes out of the fields after a body what does not go on. */
    void keepIn(HttpHeaders trailers) {
        if (trailers.isEmpty()) {
            return;
        }
        for (String name : List.copyOf(trailers.names())) {
            if (!pass(name)) {
                trailers.remove(name);
            }
        }
    }

    /** The head announces no more than what goes on. */
    void announceIn(HttpHeaders head) {
        if (!head.contains(HttpHeaderNames.TRAILER)) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String announced :
                String.join(",", head.getAll(HttpHeaderNames.TRAILER)).split(",", -1)) {
            if (pass(announced)) {
                kept.add(announced.trim());
            }
        }
        if (kept.isEmpty()) {
            head.remove(HttpHeaderNames.TRAILER);
        } else {
            head.set(HttpHeaderNames.TRAILER, String.join(", ", kept));
        }
    }
}
