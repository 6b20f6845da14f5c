package org.gatehouse.keys.thrift;

import java.time.Instant;
import java.util.Set;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;
import org.jspecify.annotations.Nullable;

/** One allowed call. */
final class Fixture {
    private Fixture() {}

    static Verdict.Allowed allowed(@Nullable Instant expires, String... domains) {
        return new Verdict.Allowed(
                "Weather",
                "admin",
                "consumer-1",
                "7",
                "Umbrella",
                "Large",
                "anna",
                "Gold",
                KeyType.SANDBOX,
                "anna@carbon.super",
                null,
                Set.of(domains),
                expires);
    }

    static KeyRequest request(String token) {
        return new KeyRequest("/weather/1.0", "1.0", token, AuthType.ANY, "example.org", "/today", "GET");
    }
}
