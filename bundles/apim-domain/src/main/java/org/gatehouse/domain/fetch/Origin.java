package org.gatehouse.domain.fetch;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * Where a document is served: two of the same origin are of the same owner (RFC 6454 §4).
 *
 * @param scheme {@code http} or {@code https}
 * @param host name or address in lower case, an IPv6 address in brackets
 * @param port the port, given or not
 */
public record Origin(String scheme, String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Of an address.
     *
     * @throws IOException if it is not one of http or https, or names a user
     */
    public static Origin of(URI address) throws IOException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            throw new IOException("expected: an http or https address");
        }
        String host = address.getHost();
        int port = address.getPort() < 0 ? (secure ? 443 : 80) : address.getPort();
        if (host == null || address.getRawUserInfo() != null || port < 1 || port > HIGHEST_PORT) {
            throw new IOException("expected: a host and no user");
        }
        return new Origin(scheme, host.toLowerCase(Locale.ROOT), port);
    }

    /** Whether it is one of https. */
    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** As in a Host field. */
    public String authority() {
        return port == (isSecure() ? 443 : 80) ? host : host + ":" + port;
    }
}
