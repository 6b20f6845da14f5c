package org.gatehouse.gateway.mediation.message;

import java.util.List;
import org.apache.axis2.Constants;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.transport.nhttp.NhttpConstants;
import org.apache.synapse.transport.passthru.PassThroughConstants;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/** What a message says to the client. */
public final class Answer {
    private static final String HEAD = "HEAD";

    private final int status;
    private final Headers headers;
    private final byte @Nullable [] body;

    private Answer(int status, Headers headers, byte @Nullable [] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** Its fields. */
    public Headers headers() {
        return headers;
    }

    /** Null to take it from where the message came from. */
    public byte @Nullable [] body() {
        return body;
    }

    /** The message as an answer to the exchange's request. */
    public static Answer of(LightMessage message, Exchange exchange) {
        Headers headers = message.isAnswer() ? message.headers() : withoutRequestFields(message, exchange);
        if (message.isRewritten()) {
            return new Answer(status(message), headers, written(message, headers));
        }
        if (message.isAnswer()
                && message.isChanging()
                && message.type().isReadable()
                && exchange.method().equals(HEAD)) {
            // A body would have been another one (RFC 9110 §9.3.2); how long, nobody knows.
            describe(message, headers);
            headers.remove("Content-Length");
        }
        boolean empty = message.isPropertyTrue(PassThroughConstants.NO_ENTITY_BODY);
        return new Answer(status(message), headers, empty ? new byte[0] : message.body());
    }

    /** A request that is sent back as an answer: what the client sent of itself is no field of an answer. */
    private static Headers withoutRequestFields(LightMessage message, Exchange exchange) {
        if (message.getProperty(MessageContext.TRANSPORT_HEADERS) instanceof HeaderMap fields) {
            fields.keepOnlySet("Content-Type", ContentCoding.FIELD);
            return message.headers();
        }
        Headers headers = message.headers();
        for (String name : List.copyOf(headers.names())) {
            if (!name.equalsIgnoreCase("Content-Type")
                    && !name.equalsIgnoreCase(ContentCoding.FIELD)
                    && headers.all(name).equals(exchange.headers().all(name))) {
                headers.remove(name);
            }
        }
        return headers;
    }

    /**
     * The body written anew of the envelope; the fields say then what it is.
     *
     * @throws BadMessage if the client's body cannot be written so
     */
    public static byte[] written(LightMessage message, Headers headers) {
        MediaType type = describe(message, headers);
        try {
            return Bodies.write(message.getEnvelope(), type, !message.isDoingREST());
        } catch (RuntimeException unwritable) {
            throw BadMessage.of(message, "The body cannot be written", unwritable);
        }
    }

    /** Says of what is written anew what it is. */
    private static MediaType describe(LightMessage message, Headers headers) {
        Object wanted = message.explicit(Constants.Configuration.MESSAGE_TYPE);
        MediaType type = wanted == null ? message.type() : MediaType.of(wanted.toString());
        if (!type.isXml() && !type.isJson() && !type.isText()) {
            type = MediaType.of(MediaType.XML);
        }
        headers.remove(ContentCoding.FIELD);
        Object said = message.explicit(Constants.Configuration.CONTENT_TYPE);
        if (said == null) {
            headers.set("Content-Type", type.withCharset());
            return type;
        }
        headers.set("Content-Type", said.toString());
        return type.in(MediaType.of(said.toString()));
    }

    private static int status(LightMessage message) {
        Object status = message.explicit(NhttpConstants.HTTP_SC);
        if (status instanceof Number number) {
            return number.intValue();
        }
        if (status != null && status.toString().matches("[1-9]\\d\\d")) {
            return Integer.parseInt(status.toString());
        }
        return message.isRewritten() && message.getEnvelope().hasFault() ? 500 : 200;
    }
}
