package org.gatehouse.keys;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How tokens are made.
 *
 * @param applicationScope the scope that marks an application token
 * @param whitelist scopes that are granted without a look at roles
 * @param userValidity how long a user's token lasts
 * @param applicationValidity how long an application's token lasts; negative for ever
 * @param refreshValidity how long a refresh token outlives its replaced access token
 * @param skew how far clocks may be apart
 */
record TokenRules(
        String applicationScope,
        List<Pattern> whitelist,
        Duration userValidity,
        Duration applicationValidity,
        Duration refreshValidity,
        Duration skew) {
    /** The scope of a token without any other. */
    static final String DEFAULT_SCOPE = "default";

    private static final Stream<String> BUILT_IN_NAMES = Stream.of("^device_.*", "openid");
    private static final List<Pattern> BUILT_IN =
            BUILT_IN_NAMES.map(Pattern::compile).toList();

    static TokenRules of(KeysConfig config) {
        return new TokenRules(
                config.application_token_scope(),
                Stream.of(config.scope_whitelist())
                        .filter(text -> !text.isBlank())
                        .map(Pattern::compile)
                        .toList(),
                Duration.ofSeconds(config.validity_user_seconds()),
                Duration.ofSeconds(config.validity_application_seconds()),
                Duration.ofSeconds(config.validity_refresh_seconds()),
                Duration.ofSeconds(config.skew_seconds()));
    }

    boolean isWhitelisted(String scope) {
        return Stream.concat(BUILT_IN.stream(), whitelist.stream())
                .anyMatch(pattern -> pattern.matcher(scope).matches());
    }
}
