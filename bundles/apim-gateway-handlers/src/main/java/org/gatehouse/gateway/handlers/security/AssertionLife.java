package org.gatehouse.gateway.handlers.security;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an assertion for back ends can still be handed on. */
final class AssertionLife {
    /** What a back end still has when it gets the last of them. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Pattern EXPIRY = Pattern.compile("\"exp\"\\s*:\\s*(\\d{1,18})");
    /** Some key managers say seconds (RFC 7519 §4.1.4), API Manager 1.9 says milliseconds. */
    private static final long FEWEST_MILLIS = 100_000_000_000L;

    private AssertionLife() {}

    /** The time that is left; none for one whose end cannot be read. */
    static Duration left(String assertion, Instant now) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return Duration.ZERO;
        }
        try {
            String body = new String(
                    Base64.getDecoder().decode(parts[1].replace('-', '+').replace('_', '/')), StandardCharsets.UTF_8);
            Matcher expiry = EXPIRY.matcher(body);
            if (!expiry.find()) {
                return Duration.ZERO;
            }
            long written = Long.parseLong(expiry.group(1));
            Instant end = written < FEWEST_MILLIS ? Instant.ofEpochSecond(written) : Instant.ofEpochMilli(written);
            return Duration.between(now, end).minus(MARGIN);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
