package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Invalid;

/** An API is offered by HTTP, HTTPS or both. */
public final class UnknownTransport extends Invalid {
    private final String transport;

    /** Of this one. */
    public UnknownTransport(String transport) {
        super("transport: " + transport + " (expected: http or https)");
        this.transport = transport;
    }

    /** As it was given. */
    public String transport() {
        return transport;
    }
}
