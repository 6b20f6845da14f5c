package org.gatehouse.gateway.transport;

/** What is done with a request. */
@FunctionalInterface
public interface HttpService {
    /**
     * Called on the event loop of the client's connection once the head of a request is read. Must not block, and must
     * see to it that the exchange is answered in the end. What it throws is logged and answered with 500.
     */
    void serve(Exchange exchange);
}
