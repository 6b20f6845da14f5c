package org.gatehouse.gateway.transport.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.gatehouse.gateway.transport.HttpTransport;

/** Starts the real transport without OSGi. */
public final class Transports {
    private final NettyTransport transport = new NettyTransport(
            new HandOver(new HashMap<>()),
            Loops.start(1),
            16,
            Patience.of(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(60)),
            List.of());

    public HttpTransport transport() {
        return transport;
    }

    public void stop() {
        transport.stop();
    }
}
