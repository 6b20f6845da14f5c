package org.gatehouse.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMOutputFormat;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.apache.axiom.soap.SOAPFault;
import org.apache.axiom.soap.SOAPFaultCode;
import org.apache.axiom.soap.SOAPFaultReason;
import org.apache.axiom.soap.SOAPHeader;
import org.apache.axiom.soap.SOAPHeaderBlock;
import org.apache.axiom.soap.SOAPVersion;
import org.jspecify.annotations.Nullable;

/** Envelopes of SOAP 1.1 and 1.2, in and out. The parser takes no document type, so there are no entities. */
final class Envelopes {
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private Envelopes() {}

    /**
     * Reads a whole envelope with something in its body.
     *
     * @throws SoapFault if it is none, or has a header that must be understood and is not
     */
    static SOAPEnvelope read(InputStream in, @Nullable String charset) {
        SOAPEnvelope envelope;
        try {
            envelope = OMXMLBuilderFactory.createSOAPModelBuilder(in, charset).getSOAPEnvelope();
            envelope.build();
            if (envelope.getBody().getFirstElement() == null) {
                throw new SoapFault("The body of the envelope is empty (expected: the element of an operation)");
            }
        } catch (OMException e) {
            throw new SoapFault("The request is not a SOAP envelope: " + firstLine(e));
        }
        requireUnderstood(envelope.getHeader());
        return envelope;
    }

    /** What the parser says, without the names of its classes. */
    static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage()).replaceFirst("^([\\w.]+(Exception|Error): )+", "");
        return message.lines().findFirst().orElse(message);
    }

    private static void requireUnderstood(@Nullable SOAPHeader header) {
        if (header == null) {
            return;
        }
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
        } catch (javax.xml.stream.XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
