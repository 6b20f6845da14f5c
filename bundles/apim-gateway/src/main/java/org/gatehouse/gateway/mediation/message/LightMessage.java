package org.gatehouse.gateway.mediation.message;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axis2.AxisFault;
import org.apache.axis2.Constants;
import org.apache.axis2.addressing.EndpointReference;
import org.apache.axis2.client.Options;
import org.apache.axis2.context.ConfigurationContext;
import org.apache.axis2.context.MessageContext;
import org.apache.axis2.context.OperationContext;
import org.apache.axis2.context.ServiceContext;
import org.apache.axis2.description.InOutAxisOperation;
import org.apache.synapse.SynapseException;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An Axis2 message that makes its envelope, contexts and ids only when somebody asks for them: most calls never do.
 *
 * <p>The body is one of three: still with the transport ({@link #body} is null), bytes that were read, or an envelope
 * that a mediator filled.
 */
public final class LightMessage extends MessageContext {
    private static final int REQUEST_SLOTS = 16;
    private static final int ANSWER_SLOTS = 8;

    private final Conversation call;
    private final String address;
    private MediaType type;
    private boolean answer;
    private boolean optionsSeen;
    private byte @Nullable [] body;
    private boolean bodyWanted;
    private boolean bodyChanges;
    /** Of the body as it came, for whoever asks for its content; mediators may take the field away. */
    private @Nullable List<String> codings;

    private @Nullable OMElement parsed;
    private boolean toIsGone;

    /**
     * A message whose body is still with the transport.
     *
     * @param answer whether it came from a back end
     * @param address the request target
     */
    public LightMessage(Conversation call, Headers headers, String address, boolean answer) {
        this.call = call;
        this.address = address;
        this.type = MediaType.NONE;
        this.properties = new FlatMap(answer ? ANSWER_SLOTS : REQUEST_SLOTS);
        setTransportOut(call.sender());
        carry(headers, answer);
        if (answer) {
            setDoingREST(call.current().isDoingREST());
        }
    }

    private void carry(Headers headers, boolean fromBackend) {
        answer = fromBackend;
        codings = null;
        type = MediaType.of(headers.get("Content-Type"));
        setProperty(TRANSPORT_HEADERS, new HeaderMap(headers));
        // An answer belongs to the conversation of its request: who asked in SOAP is answered in it.
        if (!fromBackend) {
            setDoingREST(!type.isSoap12() && !headers.contains("SOAPAction"));
        }
    }

    /**
     * Makes this request, which went on as it came and of which nothing is left to be used, the answer to itself; false if
     * mediation has put something into it that an answer must not have.
     */
    public boolean becomeAnswer(Headers headers) {
        if (answer || optionsSeen || isBuilt() || isAddressed()) {
            return false;
        }
        properties.clear();
        super.setTo(null);
        toIsGone = false;
        carry(headers, true);
        return true;
    }

    private boolean isBuilt() {
        return body != null || bodyWanted || super.getEnvelope() != null || attachments != null;
    }

    private boolean isAddressed() {
        return getFrom() != null
                || getReplyTo() != null
                || getFaultTo() != null
                || getSoapAction() != null
                || getWSAAction() != null
                || super.getMessageID() != null
                || super.getOperationContext() != null;
    }

    @Override
    public Options getOptions() {
        optionsSeen = true;
        return super.getOptions();
    }

    /** A copy that Synapse made of a message of this call. */
    public static LightMessage adopt(Conversation call, MessageContext copy, String address) {
        LightMessage adopted =
                new LightMessage(call, HeaderMap.headers(copy.getProperty(TRANSPORT_HEADERS)), address, false);
        copy.getProperties().forEach((name, value) -> {
            if (!name.equals(TRANSPORT_HEADERS)) {
                adopted.setProperty(name, value);
            }
        });
        if (call.current().getProperty(TRANSPORT_HEADERS) instanceof HeaderMap original
                && adopted.getProperty(TRANSPORT_HEADERS) instanceof HeaderMap own) {
            own.setLike(original);
        }
        adopted.setTo(copy.getTo());
        if (copy.getSoapAction() != null) {
            adopted.setSoapAction(copy.getSoapAction());
        }
        adopted.setDoingREST(copy.isDoingREST());
        adopted.place(copy.getEnvelope());
        return adopted;
    }

    /** The call it is part of. */
    public Conversation call() {
        return call;
    }

    MediaType type() {
        return type;
    }

    /** Whether it came from a back end. */
    public boolean isAnswer() {
        return answer;
    }

    /** Its fields, live. */
    public Headers headers() {
        return HeaderMap.headers(getProperty(TRANSPORT_HEADERS));
    }

    /** The bytes of the body; null as long as the transport has them. */
    public byte @Nullable [] body() {
        return body;
    }

    /** The transport has given the body. */
    public void body(byte[] bytes) {
        body = bytes;
    }

    /**
     * From now on the envelope is made of the body. Otherwise it is an empty one to be filled.
     *
     * @param changes whether what is made of it counts from then on; if not, the bytes do
     */
    public void wantBody(boolean changes) {
        if (codings == null) {
            codings = ContentCoding.of(headers().all(ContentCoding.FIELD));
        }
        bodyWanted = true;
        bodyChanges = changes;
        if (!isRewritten()) {
            // An expression that looked at properties only has made an empty one.
            place(null);
        }
    }

    /** Whether a mediator put something else in the place of the body. */
    public boolean isRewritten() {
        SOAPEnvelope envelope = super.getEnvelope();
        if (envelope == null) {
            return false;
        }
        OMElement content = envelope.getBody().getFirstElement();
        return content != parsed || (content != null && bodyChanges);
    }

    /** Whether what is made of the body, if there is one, goes on in its place. */
    boolean isChanging() {
        return bodyChanges;
    }

    @Override
    public SOAPEnvelope getEnvelope() {
        SOAPEnvelope envelope = super.getEnvelope();
        if (envelope == null) {
            byte[] bytes = bodyWanted ? body : null;
            // Whatever comes of it, it is tried once: a fault sequence must not fail on the same body again.
            bodyWanted = false;
            envelope = bytes == null ? Bodies.empty(type.isSoap12()) : parse(bytes);
            parsed = envelope.getBody().getFirstElement();
            place(envelope);
        }
        return envelope;
    }

    private SOAPEnvelope parse(byte[] bytes) {
        String charset = type.unknown();
        if (charset != null && bytes.length > 0 && type.isReadable()) {
            throw BadMessage.unsupported(this, "Content-Type: charset " + charset + " is not known here");
        }
        byte[] content = content(bytes);
        if (!call.heldBodies().growByTree(content, type)) {
            throw new NoRoom();
        }
        try {
            return Bodies.parse(content, type);
        } catch (RuntimeException malformed) {
            throw BadMessage.of(this, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    /** The body as it was before it was coded for the way; as it is, if nobody will look at it. */
    private byte[] content(byte[] bytes) {
        List<String> applied = codings;
        if (applied == null || applied.isEmpty() || bytes.length == 0 || !type.isReadable()) {
            return bytes;
        }
        for (String coding : applied) {
            if (!ContentCoding.isKnown(coding)) {
                throw BadMessage.unsupported(
                        this, "Content-Encoding: " + coding + " (expected: gzip or deflate, where the body is read)");
            }
        }
        try {
            return ContentCoding.decoded(bytes, applied, this::take);
        } catch (IOException malformed) {
            String reason = "The body is not what its Content-Encoding says: " + String.join(", ", applied);
            throw BadMessage.of(this, reason, new SynapseException(reason, malformed));
        }
    }

    private void take(int bytes, long sum) {
        int most = call.mostOfBody(this);
        if (sum > most) {
            throw BadMessage.tooLong(this, "The body is more than " + most + " bytes without its Content-Encoding");
        }
        if (!call.heldBodies().growByBytes(bytes)) {
            throw new NoRoom();
        }
    }

    private void place(@Nullable SOAPEnvelope envelope) {
        try {
            super.setEnvelope(envelope);
        } catch (AxisFault e) {
            throw new IllegalStateException(e);
        }
    }

    /** A property that somebody set, not what is derived from the message. */
    public @Nullable Object explicit(String name) {
        return getLocalProperty(name);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        Object value = super.getProperty(name);
        return value == null ? derived(name) : value;
    }

    private @Nullable Object derived(String name) {
        return switch (name) {
            case Constants.Configuration.CONTENT_TYPE -> headers().get("Content-Type");
            case Constants.Configuration.MESSAGE_TYPE -> type.type().isEmpty() ? null : type.type();
            case Constants.Configuration.TRANSPORT_IN_URL -> address;
            default -> null;
        };
    }

    @Override
    public EndpointReference getTo() {
        EndpointReference to = super.getTo();
        if (to == null && !answer && !toIsGone) {
            to = new EndpointReference(address);
            super.setTo(to);
        }
        return to;
    }

    @Override
    public void setTo(@Nullable EndpointReference to) {
        toIsGone = to == null;
        super.setTo(to);
    }

    @Override
    public String getMessageID() {
        String id = super.getMessageID();
        if (id == null) {
            id = "urn:uuid:" + UUID.randomUUID();
            super.setMessageID(id);
        }
        return id;
    }

    @Override
    public ConfigurationContext getConfigurationContext() {
        return call.axis();
    }

    @Override
    public OperationContext getOperationContext() {
        OperationContext operation = super.getOperationContext();
        if (operation == null) {
            operation = new OperationContext(new InOutAxisOperation(), new ServiceContext());
            super.setOperationContext(operation);
        }
        return operation;
    }
}
