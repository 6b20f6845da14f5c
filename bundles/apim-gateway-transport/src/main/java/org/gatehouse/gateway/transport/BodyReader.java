package org.gatehouse.gateway.transport;

/** Takes a whole body. */
public interface BodyReader {
    /** All bytes are there. */
    void complete(byte[] body);

    /** They will never be. */
    void failed(SendFailure failure);
}
