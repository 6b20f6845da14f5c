package org.gatehouse.gateway.transport;

/** Takes a whole body. */
public interface BodyReader {
    /** Whether so many bytes more may be held. If not, no more is read, and it ends with {@link SendFailure#NO_ROOM}. */
    boolean mayHold(int bytes);

    /** All bytes are there. */
    void complete(byte[] body);

    /** They will never be. */
    void failed(SendFailure failure);
}
