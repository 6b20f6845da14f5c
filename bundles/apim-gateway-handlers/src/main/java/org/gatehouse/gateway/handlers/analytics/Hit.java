package org.gatehouse.gateway.handlers.analytics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A call, as the Measurement Protocol, version 1, tells of a page that was looked at.
 *
 * @param trackingId the property to which it is counted
 * @param client the client's address, of which only a hash is sent
 * @param userAgent what the client says it is
 * @param host the host that was called
 * @param path the path that was called, without its query
 * @param title name and version of the API
 */
record Hit(String trackingId, String client, String userAgent, String host, String path, String title) {
    private static final int LONGEST = 1_000;

    /** A line of the body, form-encoded. */
    String line() {
        return "v=1&t=pageview&aip=1&tid=" + trackingId + "&cid=" + clientId() + "&dh=" + encoded(host) + "&dp="
                + encoded(path) + "&dt=" + encoded(title) + "&ua=" + encoded(userAgent);
    }

    /** The same for the same client, and nothing by which to find it. */
    private UUID clientId() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((trackingId + "|" + client + "|" + userAgent).getBytes(StandardCharsets.UTF_8));
            return UUID.nameUUIDFromBytes(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.length() > LONGEST ? text.substring(0, LONGEST) : text, StandardCharsets.UTF_8);
    }
}
