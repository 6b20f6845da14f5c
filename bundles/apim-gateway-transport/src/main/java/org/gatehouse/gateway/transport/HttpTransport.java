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

        /** Stops accepting at once, lets the requests in flight end within the drain time, then closes all. */
        @Override
        void close();
    }
}
