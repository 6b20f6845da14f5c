package org.gatehouse.keys;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are made.
 *
 * @param applicationScope the scope that marks an application token
 * @param whitelist scopes that are granted without a look at roles
 * @param userValidity how long a user's token lasts, null for ever
 * @param applicationValidity how long an application's token lasts, null for ever
 * @param refreshValidity how long a refresh token outlives its replaced access token
 * @param skew how far clocks may be apart
 */
public record TokenRules(
        String applicationScope,
        List<Pattern> whitelist,
        @Nullable Duration userValidity,
        @Nullable Duration applicationValidity,
        Duration refreshValidity,
        Duration skew) {
    /** The scope of a token without any other. */
    static final String DEFAULT_SCOPE = "default";

    /** In seconds: more than anybody waits, and no overflow in milliseconds. */
    private static final long LONGEST = 100L * 366 * 24 * 3600;

    private static final Stream<String> BUILT_IN_NAMES = Stream.of("^device_.*", "openid");
    private static final List<Pattern> BUILT_IN =
            BUILT_IN_NAMES.map(Pattern::compile).toList();

    static TokenRules of(KeysConfig config, LivesConfig lives) {
        return new TokenRules(
                config.application_token_scope(),
                Stream.of(config.scope_whitelist())
                        .filter(text -> !text.isBlank())
                        .map(Pattern::compile)
                        .toList(),
                life(lives.validity_user_seconds()),
                life(lives.validity_application_seconds()),
                Duration.ofSeconds(lives.validity_refresh_seconds()),
                Duration.ofSeconds(lives.skew_seconds()));
    }

    /** So many seconds; null, which is for ever, if they are negative. */
    static @Nullable Duration life(long seconds) {
        return seconds < 0 ? null : Duration.ofSeconds(Math.min(seconds, LONGEST));
    }

    boolean isWhitelisted(String scope) {
        return Stream.concat(BUILT_IN.stream(), whitelist.stream())
                .anyMatch(pattern -> pattern.matcher(scope).matches());
    }
}
