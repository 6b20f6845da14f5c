package org.gatehouse.gateway.transport;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to listen.
 *
 * @param host address to bind to
 * @param port port to bind to, 0 for any
 * @param tls the server's certificate for https, null for plain http
 * @param idle a connection that is silent for so long between requests is closed; a header that takes longer, or a body that
 *     stands still for so long while it is waited for, is answered with 408 (RFC 9110 §15.5.9)
 * @param maxHeaderBytes longest request line and header together; longer ones are answered with 431 (414 for the line)
 * @param drain how long requests in flight may take to end when the listener closes
 */
public record ListenerSettings(
        String host, int port, @Nullable SSLContext tls, Duration idle, int maxHeaderBytes, Duration drain) {}
