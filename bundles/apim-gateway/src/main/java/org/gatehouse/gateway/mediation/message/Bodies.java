package org.gatehouse.gateway.mediation.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.xml.stream.XMLStreamException;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMOutputFormat;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.apache.synapse.SynapseException;
import org.gatehouse.gateway.json.ElementName;
import org.gatehouse.gateway.json.ElementText;
import org.gatehouse.gateway.json.JsonReader;
import org.gatehouse.gateway.json.JsonText;
import org.gatehouse.gateway.json.JsonWriter;
import org.gatehouse.gateway.routing.QueryParameters;

/** Bodies as the envelopes that mediators work on, and back. */
final class Bodies {
    /** Elements of XML, values of JSON, fields of a form: what has more of them is refused while it is read. */
    static final int MOST_NODES = 250_000;

    private static final String PAYLOAD = "http://ws.apache.org/commons/ns/payload";

    private Bodies() {}

    static SOAPEnvelope empty(boolean soap12) {
        SOAPFactory factory = soap12 ? OMAbstractFactory.getSOAP12Factory() : OMAbstractFactory.getSOAP11Factory();
        return factory.getDefaultEnvelope();
    }

    /** Wraps a body; one that is neither XML, JSON nor text stays out, and the envelope empty. */
    static SOAPEnvelope parse(byte[] body, MediaType type) {
        SOAPEnvelope envelope = empty(type.isSoap12());
        if (body.length == 0) {
            return envelope;
        }
        if (type.isXml()) {
            return xml(body, type, envelope);
        }
        if (type.isJson()) {
            envelope.getBody().addChild(JsonReader.read(json(body, type)));
        } else if (type.isForm()) {
            envelope.getBody().addChild(form(new String(body, type.charset())));
        } else if (type.isText()) {
            OMElement text = OMAbstractFactory.getOMFactory().createOMElement("text", PAYLOAD, "");
            ElementText.add(text, new String(body, type.charset()));
            envelope.getBody().addChild(text);
        }
        return envelope;
    }

    /** Without the mark that RFC 8259 §8.1 lets a reader pass over; if there is one, it says how the text is written. */
    private static String json(byte[] body, MediaType type) {
        ByteOrderMark mark = ByteOrderMark.of(body);
        return mark == null
                ? new String(body, type.charset())
                : new String(body, mark.length(), body.length - mark.length(), mark.charset());
    }

    private static SOAPEnvelope xml(byte[] body, MediaType type, SOAPEnvelope envelope) {
        OMElement root;
        try {
            root = XmlReader.readMessage(body, type.named());
        } catch (RuntimeException malformed) {
            throw new SynapseException("The body is not well-formed XML", malformed);
        }
        if (root instanceof SOAPEnvelope soap) {
            if (soap.getBody() == null) {
                throw new SynapseException("The body is a SOAP envelope without a Body");
            }
            return soap;
        }
        envelope.getBody().addChild(root.detach());
        return envelope;
    }

    private static OMElement form(String parameters) {
        OMElement form = OMAbstractFactory.getOMFactory().createOMElement("xformValues", null);
        if (parameters.chars().filter(c -> c == '&').count() >= MOST_NODES) {
            throw new SynapseException("The body is a form of more than " + MOST_NODES + " fields");
        }
        QueryParameters.forEach(parameters, (name, value) -> {
            OMElement field = OMAbstractFactory.getOMFactory().createOMElement(ElementName.of(name), null);
            ElementText.add(field, value);
            form.addChild(field);
        });
        return form;
    }

    /** The envelope's content in this type; the envelope itself if the conversation is SOAP. */
    static byte[] write(SOAPEnvelope envelope, MediaType type, boolean soap) {
        OMElement content = envelope.getBody().getFirstElement();
        if (soap && type.isXml()) {
            return xml(envelope, type);
        }
        if (content == null) {
            return new byte[0];
        }
        if (type.isJson()) {
            return JsonText.in(type.charset(), JsonWriter.write(content)).getBytes(type.charset());
        }
        return type.isText() ? ElementText.of(content).getBytes(type.charset()) : xml(content, type);
    }

    private static byte[] xml(OMElement element, MediaType type) {
        OMOutputFormat format = new OMOutputFormat();
        format.setCharSetEncoding(type.charset().name());
        format.setIgnoreXMLDeclaration(true);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            element.serialize(out, format);
            return out.toByteArray();
        } catch (XMLStreamException e) {
            throw new SynapseException("The body cannot be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
