package org.gatehouse.gateway.transport;

import java.time.Duration;

/** Opens listeners. A service; it lives as long as its bundle. */
public interface HttpTransport {
    /**
     * Accepts connections and hands every request to the service.
     *
     * @throws org.gatehouse.domain.Unavailable if the port cannot be opened
     */
    Listener listen(ListenerSettings settings, HttpService service);

    /** An open port. */
    interface Listener extends AutoCloseable {
        /** The port, chosen by the system if 0 was asked for. */
        int port();

        /**
         * The service is given no more requests. A port that was asked for by its number is kept for some seconds, with its
         * connections, and the requests that come wait: whoever listens there next serves them.
         */
        void leave();

        /** Waits until the requests in flight have ended; false if the time is over before. */
        boolean drain(Duration atMost);

        /**
         * Leaves, and waits for the requests in flight to end, for the drain time at most. If nobody listens on the port by
         * then or soon after, and at once for a port that the system chose, all is closed.
         */
        @Override
        void close();
    }
}
