package org.gatehouse.gateway.mediation.backend;

/** Tells what a client has sent from what a mediator has made. */
public interface Sources {
    /** Who a property's value is from. */
    UriComponent.Source source(String name, Object value);
}
