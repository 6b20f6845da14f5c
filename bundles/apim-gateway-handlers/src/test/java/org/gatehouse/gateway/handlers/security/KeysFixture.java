package org.gatehouse.gateway.handlers.security;

import java.time.Duration;
import java.time.InstantSource;

/** Makes the validator for tests of other packages. */
public final class KeysFixture {
    private KeysFixture() {}

    public static CachingKeyValidator over(Keys origin) {
        CachingKeyValidator keys = new CachingKeyValidator(
                new CachingKeyValidator.Settings("thrift", true, true, Duration.ofMinutes(15), 100),
                InstantSource.system());
        keys.thrift = origin;
        return keys;
    }
}
