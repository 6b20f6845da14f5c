package org.gatehouse.gateway.transport.internal;

import java.time.Duration;
import org.gatehouse.gateway.transport.HttpTransport;

/** Starts the real transport without OSGi. */
public final class Transports {
    private final NettyTransport transport = new NettyTransport(
            1,
            16,
            Patience.of(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(60)),
            java.util.List.of());

    public HttpTransport transport() {
        return transport;
    }

    public void stop() {
        transport.stop();
    }
}
