package org.gatehouse.keys.thrift;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a key manager is.
 *
 * @param host its host name
 * @param port its Thrift port
 * @param login where sessions are given
 */
record KeyManagerAddress(String host, int port, URI login) {
    private static final String SERVICES = "/services";

    /** Of the key manager whose services are at that address, {@code https://host:port[/context]/services/}. */
    static KeyManagerAddress of(String serverUrl, int thriftPort) {
        URI url;
        try {
            url = URI.create(serverUrl.strip());
        } catch (IllegalArgumentException e) {
            throw unusable(serverUrl, e);
        }
        if (url.getHost() == null
                || !"https".equals(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
            throw unusable(serverUrl, null);
        }
        String path = url.getPath().replaceAll("/+$", "");
        String context = path.endsWith(SERVICES) ? path.substring(0, path.length() - SERVICES.length()) : path;
        String authority = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        return new KeyManagerAddress(
                url.getHost(), thriftPort, URI.create("https://" + authority + context + LoginServlet.PATH));
    }

    private static IllegalArgumentException unusable(String serverUrl, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "server.url: " + serverUrl + " (expected: https://host:port/services/)", cause);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
