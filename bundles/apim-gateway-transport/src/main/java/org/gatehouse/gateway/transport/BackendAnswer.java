package org.gatehouse.gateway.transport;

/** The answer of a back end. Its body must be read, passed on or discarded. */
public interface BackendAnswer {
    /** The HTTP status. */
    int status();

    /** The reason phrase, may be empty. */
    String reason();

    /** The answer's header fields. They are the caller's to change: the transport has what it needs of them. */
    Headers headers();

    /**
     * Reads the body whole, on the exchange's event loop.
     *
     * @param maxBytes larger bodies fail with {@link SendFailure#BODY_TOO_LARGE}
     */
    void readBody(int maxBytes, BodyReader reader);

    /** Throws the body away. */
    void discard();
}
