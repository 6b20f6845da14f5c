package org.gatehouse.soap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.xml.stream.XMLStreamException;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMOutputFormat;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.apache.axiom.soap.SOAPFault;
import org.apache.axiom.soap.SOAPFaultCode;
import org.apache.axiom.soap.SOAPFaultReason;
import org.apache.axiom.soap.SOAPHeader;
import org.apache.axiom.soap.SOAPHeaderBlock;
import org.apache.axiom.soap.SOAPVersion;
import org.gatehouse.front.Body;
import org.gatehouse.front.BodyRefused;
import org.jspecify.annotations.Nullable;

/** Envelopes of SOAP 1.1 and 1.2, in and out. The parser takes no document type, so there are no entities. */
final class Envelopes {
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private Envelopes() {}

    /**
     * Begins to read an envelope: its header is there, of its body no more than came along.
     *
     * @param longest most bytes of the whole, once it is known who asks
     * @throws SoapFault if it is none, or has a header that must be understood and is not
     * @throws BodyRefused if it is more than is taken in
     */
    static SOAPEnvelope open(Body body, long longest, @Nullable String charset) throws BodyRefused {
        try {
            SOAPEnvelope envelope = AxiomXml.envelope(body, longest, charset);
            SOAPHeader header = envelope.getHeader();
            if (header != null) {
                header.build();
                requireUnderstood(header);
            }
            return envelope;
        } catch (IOException | OMException | XMLStreamException e) {
            throw refusal(body, e);
        }
    }

    /**
     * Reads the rest of it; there is something in its body then.
     *
     * @throws SoapFault if it ends early or its body is empty
     * @throws BodyRefused if it is more than is taken in
     */
    static OMElement complete(SOAPEnvelope envelope, Body body) throws BodyRefused {
        try {
            envelope.build();
        } catch (OMException e) {
            throw refusal(body, e);
        }
        OMElement first = envelope.getBody().getFirstElement();
        if (first == null) {
            throw new SoapFault("The body of the envelope is empty (expected: the element of an operation)");
        }
        return first;
    }

    /** What is wrong with the body as such comes first. */
    private static SoapFault refusal(Body body, Exception e) throws BodyRefused {
        body.check();
        return new SoapFault("The request is not a SOAP envelope: " + firstLine(e));
    }

    /** What the parser says, without the names of its classes. */
    static String firstLine(Throwable e) {
        String message =
                String.valueOf(e.getMessage()).replaceFirst("^(\\[[\\w.]+] *|[\\w.]+(Exception|Error): )+", "");
        return message.lines().findFirst().orElse(message);
    }

    private static void requireUnderstood(SOAPHeader header) {
        for (Iterator<?> blocks = header.examineAllHeaderBlocks(); blocks.hasNext(); ) {
            SOAPHeaderBlock block = (SOAPHeaderBlock) blocks.next();
            if (block.getMustUnderstand() && !SECURITY.equals(block.getNamespaceURI())) {
                throw SoapFault.withCode("MustUnderstand", "Header " + block.getLocalName() + " is not understood");
            }
        }
    }

    /** The response of an operation, in an envelope of the request's version. */
    static SOAPEnvelope response(SOAPFactory factory, AdminService service, String operation, Reply reply) {
        SOAPEnvelope envelope = factory.getDefaultEnvelope();
        OMElement response = factory.createOMElement(
                operation + "Response", factory.createOMNamespace(service.namespace(), "ns"), envelope.getBody());
        reply.addTo(response);
        return envelope;
    }

    static SOAPEnvelope fault(SOAPFactory factory, SoapFault why) {
        SOAPEnvelope envelope = factory.getDefaultFaultEnvelope();
        SOAPFault fault = envelope.getBody().getFault();
        boolean old = factory.getSOAPVersion() == envelopeVersion11();
        SOAPFaultCode code = fault.getCode();
        SOAPFaultReason reason = fault.getReason();
        String text = String.valueOf(why.getMessage());
        if (old) {
            code.setText(
                    why.code().isEmpty() || why.code().equals("MustUnderstand")
                            ? "soapenv:" + (why.code().isEmpty() ? "Server" : why.code())
                            : why.code());
            reason.setText(text);
        } else {
            code.getValue().setText("soapenv:" + (why.code().equals("MustUnderstand") ? why.code() : "Receiver"));
            reason.getFirstSOAPText().setText(text);
        }
        return envelope;
    }

    private static SOAPVersion envelopeVersion11() {
        return OMAbstractFactory.getSOAP11Factory().getSOAPVersion();
    }

    static void write(SOAPEnvelope envelope, OutputStream out) throws IOException {
        OMOutputFormat format = new OMOutputFormat();
        format.setCharSetEncoding("UTF-8");
        try {
            envelope.serialize(out, format);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
