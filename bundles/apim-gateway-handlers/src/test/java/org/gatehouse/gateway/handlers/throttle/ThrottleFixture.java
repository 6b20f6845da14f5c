package org.gatehouse.gateway.handlers.throttle;

import java.time.InstantSource;

/** Makes a throttle for tests of other packages. */
public final class ThrottleFixture {
    private ThrottleFixture() {}

    public static Throttle refusingAll() {
        return new Throttle(1, InstantSource.system(), null);
    }
}
