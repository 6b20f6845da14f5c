package org.gatehouse.gateway.transport;

/** Why a call to a back end or the reading of a body failed. The numbers are Synapse's error codes. */
public enum SendFailure {
    /** The client's body could not be read. */
    RECEIVER_IO(101000, "Error in receiver"),
    /** Writing to the back end failed. */
    WRITE(101500, "Error in Sender"),
    /** Reading from the back end failed. */
    READ(101501, "Error in Sender"),
    /** The connection was refused or the host is unknown. */
    CONNECT_FAILED(101503, "Error connecting to the back end"),
    /** No answer in time. */
    TIMEOUT(101504, "Connection timeout"),
    /** The back end closed the connection before it answered. */
    CLOSED(101505, "Connection closed"),
    /** What came back is not HTTP. */
    PROTOCOL(101506, "Protocol violation"),
    /** The client went away. */
    CANCELLED(101507, "Connection cancelled"),
    /** The connection was not there in time. */
    CONNECT_TIMEOUT(101508, "Connection timed out"),
    /** The body is larger than may be held. */
    BODY_TOO_LARGE(101510, "Body too large"),
    /** No more bodies may be held at the moment. */
    NO_ROOM(101511, "The gateway holds as many bodies as it can at the moment");

    private final int code;
    private final String message;

    SendFailure(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The Synapse error code. */
    public int code() {
        return code;
    }

    /** What fault sequences say. */
    public String message() {
        return message;
    }
}
