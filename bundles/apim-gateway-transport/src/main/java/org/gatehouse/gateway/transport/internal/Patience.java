package org.gatehouse.gateway.transport.internal;

import java.time.Duration;

/**
 * How long a back end may say nothing, or take nothing of what is sent to it.
 *
 * @param idleNanos between two calls; the connection is closed then
 * @param silenceNanos in the middle of a request or of an answer
 * @param streamNanos in an event stream or a tunnel, where there may be nothing to say for long
 */
record Patience(long idleNanos, long silenceNanos, long streamNanos) {
    static Patience of(Duration idle, Duration silence, Duration stream) {
        return new Patience(idle.toNanos(), silence.toNanos(), stream.toNanos());
    }
}
