package org.gatehouse.gateway.transport;

import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * How to listen.
 *
 * @param host address to bind to
 * @param port port to bind to, 0 for any
 * @param tls makes the server's side of TLS for each new connection, so that a new certificate holds from the next one on;
 *     null for plain http
 * @param idle a connection that is silent for so long between requests is closed; a header that takes longer, or a body that
 *     stands still for so long while it is waited for, is answered with 408 (RFC 9110 §15.5.9)
 * @param maxHeaderBytes longest request line and header together; longer ones are answered with 431 (414 for the line)
 * @param drain how long requests in flight may take to end when the listener closes
 */
public record ListenerSettings(
        String host, int port, @Nullable Supplier<SSLEngine> tls, Duration idle, int maxHeaderBytes, Duration drain) {}
