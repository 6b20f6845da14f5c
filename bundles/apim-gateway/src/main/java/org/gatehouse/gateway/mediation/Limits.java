package org.gatehouse.gateway.mediation;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a call may take, and whom it may trust.
 *
 * @param bodyBytes the longest body that is held in memory; what only streams is not limited
 * @param connectTimeout how long a connection to a back end may take
 * @param responseTimeout how long a back end may think, where its endpoint does not say
 * @param trust whom https back ends are checked against; null for the platform's
 */
public record Limits(
        int bodyBytes,
        Duration connectTimeout,
        Duration responseTimeout,
        @Nullable SSLContext trust) {}
