package org.gatehouse.gateway.mediation.backend;

import java.util.Locale;
import org.apache.synapse.SynapseException;
import org.gatehouse.gateway.mediation.message.BadMessage;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Where a back end is, taken apart.
 *
 * @param path base path without a slash at its end
 * @param query with its question mark; empty if there is none
 */
public record BackendAddress(String scheme, String host, int port, String path, String query) {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Takes a URL apart.
     *
     * @throws SynapseException if it is no {@code http}, {@code https}, {@code ws} or {@code wss} URL of a host
     */
    public static BackendAddress of(String url) {
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "" : scheme(url.substring(0, colon).toLowerCase(Locale.ROOT));
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new SynapseException("endpoint address: " + url + " (expected: an http or https URL)");
        }
        int start = colon + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority =
                url.substring(url.lastIndexOf('@', end - 1) >= start ? url.lastIndexOf('@', end - 1) + 1 : start, end);
        // A fragment is the client's business (RFC 9110 §4.2.5).
        int hash = url.indexOf('#', end);
        String sent = hash < 0 ? url : url.substring(0, hash);
        int mark = sent.indexOf('?', end);
        String path = sent.substring(end, mark < 0 ? sent.length() : mark);
        return new BackendAddress(
                scheme,
                host(authority, url),
                port(authority, scheme, url),
                Spelling.sendable(path),
                mark < 0 ? "" : Spelling.sendable(sent.substring(mark)));
    }

    /** A WebSocket begins as HTTP (RFC 6455 §3). */
    private static String scheme(String written) {
        return switch (written) {
            case "ws" -> "http";
            case "wss" -> "https";
            default -> written;
        };
    }

    private static String host(String authority, String url) {
        int bracket = authority.indexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        String host = bracket > 0
                ? authority.substring(1, bracket)
                : authority.substring(0, colon < 0 ? authority.length() : colon);
        if (host.isEmpty()) {
            throw new SynapseException("endpoint address: " + url + " (expected: a host)");
        }
        return host;
    }

    private static int port(String authority, String scheme, String url) {
        int colon = authority.indexOf(':', Math.max(authority.indexOf(']'), 0));
        if (colon < 0 || colon == authority.length() - 1) {
            return scheme.equals("https") ? 443 : 80;
        }
        String written = authority.substring(colon + 1);
        int port = written.matches("[0-9]{1,5}") ? Integer.parseInt(written) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new SynapseException("endpoint address: " + url + " (expected: a port from 1 to 65535)");
        }
        return port;
    }

    /**
     * The request target: this path, then what followed the API's context, then both queries.
     *
     * @param postfix path and query to append; null if a mediator removed it
     * @param routed what followed the context of the request; it is known not to leave it
     * @throws BadMessage if the postfix is another one and leaves this path
     */
    public String target(@Nullable String postfix, @Nullable String routed) {
        if (postfix == null || postfix.isEmpty()) {
            return (path.isEmpty() ? "/" : path) + query;
        }
        return appended(postfix.equals(routed) ? postfix : fit(postfix));
    }

    private static String fit(String postfix) {
        String sendable = Spelling.sendable(postfix);
        if (!sendable.startsWith("?")
                && RequestTarget.of(sendable.startsWith("/") ? sendable : "/" + sendable)
                                .fault()
                        != null) {
            throw new BadMessage("The path to append leaves the path of the back end", null);
        }
        return sendable;
    }

    private String appended(String postfix) {
        int mark = postfix.indexOf('?');
        String morePath = mark < 0 ? postfix : postfix.substring(0, mark);
        String moreQuery = mark < 0 ? "" : postfix.substring(mark);
        String target = joined(path, morePath);
        if (query.length() > 1 && moreQuery.length() > 1) {
            return target + query + "&" + moreQuery.substring(1);
        }
        return target + (moreQuery.isEmpty() ? query : moreQuery);
    }

    private static String joined(String base, String more) {
        if (more.isEmpty()) {
            return base.isEmpty() ? "/" : base;
        }
        String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return more.startsWith("/") ? start + more : start + "/" + more;
    }
}
