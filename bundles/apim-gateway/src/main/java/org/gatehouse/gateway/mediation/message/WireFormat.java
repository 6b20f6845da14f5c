package org.gatehouse.gateway.mediation.message;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.soap.SOAP12Constants;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axis2.AxisFault;
import org.apache.axis2.Constants;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.core.axis2.SOAPUtils;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.util.MessageHelper;
import org.gatehouse.gateway.json.ElementText;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's {@code format} and {@code encoding} want its back end to be sent, whatever came.
 *
 * @param format as the XML has it
 * @param charset that what is sent is written in; null for the message's own
 */
public record WireFormat(Format format, @Nullable Charset charset) {
    /** The formats of Synapse's {@code address}, {@code default} and {@code wsdl} endpoints. */
    enum Format {
        KEPT,
        /** A message in SOAP goes on as what its Body has; others as they came. */
        REST,
        /** XML without an envelope. */
        POX,
        /** No body: what the children of the content say goes into the query. */
        GET,
        SOAP11,
        SOAP12
    }

    private static final String ACTION = "SOAPAction";
    /** RFC 3902 §2. */
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*action\\s*=\\s*(\"[^\"]*\"|[^;\\s]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NEVER_QUOTED = Pattern.compile("[\\p{Cntrl}\"\\\\]");

    /** What this endpoint wants; null for the message as it is. */
    public static @Nullable WireFormat of(@Nullable EndpointDefinition endpoint) {
        if (endpoint == null) {
            return null;
        }
        Format format = format(endpoint);
        String charset = endpoint.getCharSetEncoding();
        return format == Format.KEPT && charset == null
                ? null
                : new WireFormat(format, charset == null ? null : Charset.forName(charset));
    }

    private static Format format(EndpointDefinition endpoint) {
        if (endpoint.isForceSOAP11()) {
            return Format.SOAP11;
        }
        if (endpoint.isForceSOAP12()) {
            return Format.SOAP12;
        }
        if (endpoint.isForcePOX()) {
            return Format.POX;
        }
        if (endpoint.isForceGET()) {
            return Format.GET;
        }
        return endpoint.isForceREST() ? Format.REST : Format.KEPT;
    }

    private boolean isSoap() {
        return format == Format.SOAP11 || format == Format.SOAP12;
    }

    /** SOAP is posted, whatever the verb was (SOAP 1.1 §6, SOAP 1.2 Adjuncts §7.4). */
    public String method(LightMessage message, Exchange exchange) {
        Object wanted = message.explicit(Constants.Configuration.HTTP_METHOD);
        if (isSoap()) {
            return "POST";
        }
        if (format == Format.GET) {
            return "GET";
        }
        return wanted == null ? exchange.method() : wanted.toString();
    }

    /** The request target, with what the format puts into it. */
    public String target(String target, LightMessage message) {
        if (format != Format.GET) {
            return target;
        }
        OMElement content = envelope(message).getBody().getFirstElement();
        StringJoiner query = new StringJoiner("&", target.contains("?") ? "&" : "?", "").setEmptyValue("");
        if (content != null) {
            for (Iterator<?> each = content.getChildElements(); each.hasNext(); ) {
                OMElement field = (OMElement) each.next();
                query.add(encoded(field.getLocalName()) + "=" + encoded(ElementText.of(field)));
            }
        }
        return target + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SOAPEnvelope envelope(LightMessage message) {
        if (message.body() != null && !message.isRewritten()) {
            message.wantBody(true);
        }
        return message.getEnvelope();
    }

    /**
     * The body, of which the fields say then what it is.
     *
     * @throws BadMessage if the client's body cannot be put that way
     */
    public byte[] write(LightMessage message, Headers headers) {
        MediaType own = own(message);
        try {
            return switch (format) {
                case SOAP11 -> soap11(message, headers);
                case SOAP12 -> soap12(message, headers);
                case POX -> content(message, own, headers);
                case REST -> isEnvelope(message, own) ? content(message, own, headers) : kept(message, own, headers);
                case GET -> described(new byte[0], "", headers);
                case KEPT -> kept(message, own, headers);
            };
        } catch (RuntimeException unwritable) {
            throw BadMessage.of(message, "The body cannot be written", unwritable);
        }
    }

    private static MediaType own(LightMessage message) {
        Object wanted = message.explicit(Constants.Configuration.MESSAGE_TYPE);
        return wanted == null ? message.type() : MediaType.of(wanted.toString());
    }

    private static boolean isEnvelope(LightMessage message, MediaType type) {
        return type.isXml() && !message.isDoingREST();
    }

    private byte[] kept(LightMessage message, MediaType own, Headers headers) {
        byte[] came = message.body();
        boolean readable = own.isXml() || own.isJson() || own.isText();
        if (!readable || (charset == null && came != null && !message.isRewritten())) {
            return came == null ? new byte[0] : came;
        }
        MediaType type = inCharset(own);
        byte[] written = Bodies.write(envelope(message), type, !message.isDoingREST());
        return described(written, type.withCharset(), headers);
    }

    private byte[] content(LightMessage message, MediaType own, Headers headers) {
        headers.remove(ACTION);
        MediaType type = inCharset(MediaType.of(MediaType.XML).in(own));
        return described(Bodies.write(envelope(message), type, false), type.withCharset(), headers);
    }

    private byte[] soap11(LightMessage message, Headers headers) {
        MediaType type = inCharset(MediaType.of("text/xml"));
        String action = action(message, headers);
        headers.set(ACTION, '"' + action + '"');
        return described(Bodies.write(inVersion(envelope(message), false), type, true), type.withCharset(), headers);
    }

    private byte[] soap12(LightMessage message, Headers headers) {
        MediaType type = inCharset(MediaType.of("application/soap+xml"));
        String action = action(message, headers);
        headers.remove(ACTION);
        String described = action.isEmpty() ? type.withCharset() : type.withCharset() + "; action=\"" + action + '"';
        return described(Bodies.write(inVersion(envelope(message), true), type, true), described, headers);
    }

    private MediaType inCharset(MediaType type) {
        return charset == null ? type : new MediaType(type.type(), charset, null);
    }

    private static byte[] described(byte[] body, String contentType, Headers headers) {
        headers.remove(ContentCoding.FIELD);
        if (body.length == 0) {
            headers.remove("Content-Type");
        } else {
            headers.set("Content-Type", contentType);
        }
        return body;
    }

    /** Copied, since a group may send the message to another member after this one. */
    private static SOAPEnvelope inVersion(SOAPEnvelope envelope, boolean soap12) {
        boolean is12 = envelope.getVersion().getEnvelopeURI().equals(SOAP12Constants.SOAP_ENVELOPE_NAMESPACE_URI);
        if (is12 == soap12) {
            return envelope;
        }
        try {
            MessageContext copy = new MessageContext();
            copy.setEnvelope(MessageHelper.cloneSOAPEnvelope(envelope));
            if (soap12) {
                SOAPUtils.convertSOAP11toSOAP12(copy);
            } else {
                SOAPUtils.convertSOAP12toSOAP11(copy);
            }
            return copy.getEnvelope();
        } catch (AxisFault unfit) {
            throw new SynapseException("The envelope has no form in the other version of SOAP", unfit);
        }
    }

    /** What the message is to do: set by a mediator, or said by the client in either version of SOAP. */
    private static String action(LightMessage message, Headers headers) {
        String said = message.getSoapAction();
        if (said == null) {
            said = message.getWSAAction();
        }
        if (said == null) {
            said = headers.get(ACTION);
        }
        if (said == null) {
            Matcher parameter = PARAMETER.matcher(String.valueOf(headers.get("Content-Type")));
            said = parameter.find() ? parameter.group(1) : "";
        }
        return NEVER_QUOTED.matcher(said.strip()).replaceAll("");
    }
}
