package org.gatehouse.gateway.mediation.call;

import java.time.Duration;
import java.util.function.Supplier;
import org.gatehouse.domain.intake.BodyBudget;
import org.gatehouse.gateway.transport.BackendTls;

/**
 * What a call may take, and whom it may trust.
 *
 * @param bodyBytes the longest body that is held in memory; what only streams is not limited
 * @param bodies what all bodies that are held at a time take from
 * @param connectTimeout how long a connection to a back end may take
 * @param responseTimeout how long a back end may think, where its endpoint does not say
 * @param tls how https back ends are checked, asked for at each call
 * @param proxies who is believed about the client
 */
public record Limits(
        int bodyBytes,
        BodyBudget bodies,
        Duration connectTimeout,
        Duration responseTimeout,
        Supplier<BackendTls> tls,
        TrustedProxies proxies) {}
