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
 *     stands still for so long while it is waited for, is answered with 408 (RFC 9110 §15.5.9); an answer of which the client
 *     takes nothing for so long is cut off
 * @param pace how slowly a request's body may come; one that comes more slowly is answered with 408, unless the answer has
 *     begun
 * @param connections how many there may be at a time. More are closed as they come; when three quarters of them are taken,
 *     silence is borne for five seconds only
 * @param maxHeaderBytes longest request line and header together; longer ones are answered with 431 (414 for the line)
 * @param drain how long requests in flight may take to end when the listener closes
 */
public record ListenerSettings(
        String host,
        int port,
        @Nullable Supplier<SSLEngine> tls,
        Duration idle,
        Pace pace,
        int connections,
        int maxHeaderBytes,
        Duration drain) {
    /**
     * Counted is the time in which the body was waited for.
     *
     * @param graceSeconds for so long at least it may come as slowly as it likes
     * @param bytesASecond how many must come on the average of the time beyond; 0 for no bound
     */
    public record Pace(int graceSeconds, int bytesASecond) {
        /** Whether a body of which so much came in that time has kept to it. */
        public boolean isKept(int secondsWaited, long bytes) {
            return bytesASecond == 0 || secondsWaited <= graceSeconds + bytes / bytesASecond;
        }
    }
}
