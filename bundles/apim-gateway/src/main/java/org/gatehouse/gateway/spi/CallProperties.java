package org.gatehouse.gateway.spi;

/**
 * Properties of a message on its way through an API, besides those of {@code org.apache.synapse.rest.RESTConstants}; set by
 * the gateway before the first handler runs, where nothing else is said.
 */
public final class CallProperties {
    /** URL pattern of the resource that was chosen by path and verb; absent if none fits both. Text. */
    public static final String ELECTED_RESOURCE = "API_ELECTED_RESOURCE";
    /** Verbs that the resources fitting the path have, blank separated; absent if no resource fits the path. Text. */
    public static final String PATH_VERBS = "apim.path.verbs";
    /** Address of the client: of the connection, or what trusted proxies in front say in {@code X-Forwarded-For}. Text. */
    public static final String CLIENT_ADDRESS = "apim.client.address";
    /** Whether an API without a version has called the one that is its default: the gateway itself, and nobody else. Boolean. */
    public static final String BY_DEFAULT = "apim.by.default";
    /** When the request came, milliseconds since the epoch. Long. */
    public static final String RECEIVED_AT = "apim.received.at";
    /** Takes what is to be run when the call is over, however it ends. {@code Consumer<Runnable>}. */
    public static final String AT_END = "apim.at.end";
    /** Bytes of both bodies that have passed so far. Long. */
    public static final String BODY_BYTES = "apim.body.bytes";
    /** Set by a handler that has told the back end who calls: the answer is nobody else's. True. */
    public static final String PERSONAL = "apim.personal";

    private CallProperties() {}
}
