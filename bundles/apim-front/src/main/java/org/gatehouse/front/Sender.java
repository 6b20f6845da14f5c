package org.gatehouse.front;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What sent a request, as browsers say it: by {@code Sec-Fetch-Site} (Fetch Metadata Request Headers §2), {@code Origin} (RFC
 * 6454 §7), and where there is neither, {@code Referer}. A page of another port of this very host is a foreign one.
 */
public enum Sender {
    /** No browser, as nothing says where it comes from. */
    PROGRAM,
    /** A page of this server, or the user's own hand. */
    OWN_PAGE,
    /** A page of anybody else. */
    FOREIGN_PAGE;

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    /**
     * What sent this one.
     *
     * @throws IllegalStateException for a request that has not come through the front
     */
    public static Sender of(HttpServletRequest request) {
        return GuardedRequest.of(request).sender();
    }

    static Sender of(HttpServletRequest request, PublicNames names) {
        List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (!OWN_SITES.containsAll(sites) || !origins.stream().allMatch(origin -> isOwn(origin, request, names))) {
            return FOREIGN_PAGE;
        }
        if (!sites.isEmpty() || !origins.isEmpty()) {
            return OWN_PAGE;
        }
        String referer = request.getHeader("Referer");
        return referer == null ? PROGRAM : isOwn(referer, request, names) ? OWN_PAGE : FOREIGN_PAGE;
    }

    private static boolean isOwn(String address, HttpServletRequest request, PublicNames names) {
        String origin = origin(address);
        return origin != null && (origin.equals(ofThisServer(request)) || names.isOrigin(origin, request));
    }

    private static @Nullable String ofThisServer(HttpServletRequest request) {
        return origin(request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort());
    }

    /** Scheme, host and port of an address, all told; null if it has none. */
    static @Nullable String origin(String address) {
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null) {
                return null;
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equalsIgnoreCase("https") ? 443 : 80;
            return (scheme + "://" + host + ":" + port).toLowerCase(Locale.ROOT);
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }
}
