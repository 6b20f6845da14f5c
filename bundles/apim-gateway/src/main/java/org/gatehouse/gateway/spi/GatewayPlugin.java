package org.gatehouse.gateway.spi;

/** Service properties of handlers and mediators. */
public final class GatewayPlugin {
    /** The class name, or names, by which Synapse XML knows the handler or mediator. */
    public static final String CLASS = "apim.class";

    private GatewayPlugin() {}
}
