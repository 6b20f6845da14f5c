package org.gatehouse.gateway.handlers;

import java.util.Map;
import java.util.TreeMap;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMFactory;
import org.apache.axiom.om.OMNamespace;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.apache.axiom.soap.SOAPFault;
import org.apache.axiom.soap.SOAPFaultCode;
import org.apache.axiom.soap.SOAPFaultReason;
import org.apache.axiom.soap.SOAPFaultText;
import org.apache.axiom.soap.SOAPFaultValue;
import org.apache.axis2.AxisFault;
import org.apache.axis2.Constants;
import org.gatehouse.gateway.handlers.fault.Fault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a request on the spot, in the place of a back end. */
final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final String MEDIA_TYPE = "error_message_type";

    private final Message request;
    private final Map<String, Object> asked;

    private Answer(Message request) {
        this.request = request;
        Map<String, Object> headers = request.headers();
        headers.keySet().removeIf(name -> name.regionMatches(true, 0, "Access-Control-Allow-", 0, 21));
        asked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        asked.putAll(headers);
    }

    /** Answers with the fault, unless the sequence sees to the answer itself by returning false. */
    static void fault(Message request, Fault fault, String sequence) {
        fault(request, fault, sequence, Map.of());
    }

    /** The same with more header fields. */
    static void fault(Message request, Fault fault, String sequence, Map<String, String> more) {
        Answer answer = new Answer(request);
        String soap = request.soapType();
        if (!answer.lets(sequence)) {
            return;
        }
        String type = soap != null ? soap : answer.mediaType();
        answer.fill(soap == null ? plain(fault) : soapFault(fault, soap));
        request.axis().setProperty(Constants.Configuration.MESSAGE_TYPE, type);
        request.axis().setProperty(Constants.Configuration.CONTENT_TYPE, type);
        request.axis().setDoingREST(soap == null);
        request.axis().removeProperty("NO_ENTITY_BODY");
        answer.dropRequestHeaders();
        if (!fault.challenge().isEmpty()) {
            request.headers().put("WWW-Authenticate", fault.challenge());
        }
        request.headers().putAll(more);
        answer.send(fault.status());
    }

    /** Answers without a body, with what headers the sequence sets. */
    static void empty(Message request, int status, String sequence) {
        Answer answer = new Answer(request);
        if (!answer.lets(sequence)) {
            return;
        }
        answer.dropRequestHeaders();
        request.axis().setProperty("NO_ENTITY_BODY", true);
        answer.send(status);
    }

    /** What a person put into the sequence must not keep a refusal from being sent. */
    private boolean lets(String sequence) {
        try {
            return Sequences.run(request, sequence);
        } catch (RuntimeException e) {
            LOG.error("sequence {} failed", sequence, e);
            return true;
        }
    }

    private String mediaType() {
        String chosen = request.text(MEDIA_TYPE);
        if (chosen != null && !chosen.isBlank()) {
            return chosen.trim();
        }
        String verb = request.verb();
        if (!verb.equals("POST") && !verb.equals("PUT")) {
            return Message.XML;
        }
        // A fault has a form in these two families only.
        String own = asked.get("Content-Type") == null
                ? ""
                : typeOf(asked.get("Content-Type").toString());
        return own.endsWith("xml") || own.endsWith("json") ? own : Message.XML;
    }

    private static String typeOf(String header) {
        return header.split(";", 2)[0].trim().toLowerCase(java.util.Locale.ROOT);
    }

    /** All but those that the sequence set. */
    private void dropRequestHeaders() {
        Map<String, Object> headers = request.headers();
        asked.forEach((name, value) -> {
            if (value.equals(headers.get(name))) {
                headers.remove(name);
            }
        });
    }

    private void send(int status) {
        request.axis().setProperty("HTTP_SC", status);
        request.set("RESPONSE", "true");
        request.synapse().setTo(null);
        request.synapse().setResponse(true);
        request.synapse().getEnvironment().send(null, request.synapse());
    }

    private void fill(SOAPEnvelope envelope) {
        try {
            request.synapse().setEnvelope(envelope);
        } catch (AxisFault e) {
            throw new IllegalStateException(e);
        }
    }

    private static SOAPEnvelope plain(Fault fault) {
        OMFactory factory = OMAbstractFactory.getOMFactory();
        OMNamespace namespace = factory.createOMNamespace(
                fault.family().namespace(), fault.family().prefix());
        OMElement root = factory.createOMElement("fault", namespace);
        child(root, "code", Integer.toString(fault.code()), namespace);
        child(root, "message", fault.message(), namespace);
        child(root, "description", fault.description(), namespace);
        SOAPEnvelope envelope = OMAbstractFactory.getSOAP11Factory().getDefaultEnvelope();
        envelope.getBody().addChild(root);
        return envelope;
    }

    private static void child(OMElement parent, String name, String text, @Nullable OMNamespace namespace) {
        OMElement child = parent.getOMFactory().createOMElement(name, namespace, parent);
        child.setText(text);
    }

    private static SOAPEnvelope soapFault(Fault fault, String type) {
        boolean v12 = type.equals(Message.SOAP12);
        SOAPFactory factory = v12 ? OMAbstractFactory.getSOAP12Factory() : OMAbstractFactory.getSOAP11Factory();
        SOAPEnvelope envelope = factory.getDefaultFaultEnvelope();
        SOAPFault body = envelope.getBody().getFault();
        SOAPFaultCode code = body.getCode();
        String prefix = envelope.getNamespace().getPrefix() + ":";
        SOAPFaultReason reason = body.getReason();
        if (v12) {
            SOAPFaultValue value = code.getValue();
            value.setText(prefix + (fault.family().isByClient() ? "Sender" : "Receiver"));
            SOAPFaultText text = reason.getFirstSOAPText();
            text.setLang("en");
            text.setText(fault.family().reason());
        } else {
            code.setText(prefix + (fault.family().isByClient() ? "Client" : "Server"));
            reason.setText(fault.family().reason());
        }
        body.getDetail().setText(fault.message());
        return envelope;
    }
}
