package org.gatehouse.gateway.handlers.usage;

import java.util.List;
import org.gatehouse.domain.usage.UsageSink;

/** Makes the desk for tests of other packages. */
public final class UsageFixture {
    private UsageFixture() {}

    public static UsageDesk with(List<UsageSink> sinks) {
        UsageDesk desk = new UsageDesk();
        desk.sinks = sinks;
        return desk;
    }
}
