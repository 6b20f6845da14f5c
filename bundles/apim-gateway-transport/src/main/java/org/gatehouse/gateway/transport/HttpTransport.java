package org.gatehouse.gateway.transport;

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
         * Lets the requests in flight end within the drain time, and serves no more. A port that was asked for by its number
         * is kept for some seconds after that, with its connections, and the requests that come wait: whoever listens there
         * next serves them. Then, and at once for a port that the system chose, all is closed.
         */
        @Override
        void close();
    }
}
