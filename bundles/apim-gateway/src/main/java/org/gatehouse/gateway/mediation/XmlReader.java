package org.gatehouse.gateway.mediation;

import java.io.ByteArrayInputStream;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMNode;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axiom.om.OMXMLParserWrapper;
import org.apache.axiom.om.util.StAXParserConfiguration;
import org.apache.axiom.soap.SOAP11Constants;
import org.apache.axiom.soap.SOAP12Constants;

/**
 * Reads XML that anyone may have sent: no document type, so no entities, inside or outside; bounded in levels, elements and
 * attributes ({@code XMLInputFactory.properties} of apim-synapse has the numbers).
 */
public final class XmlReader {
    private XmlReader() {}

    /**
     * Reads the whole document.
     *
     * @throws OMException if it is not well-formed, has a document type or is beyond the bounds
     */
    public static OMElement read(byte[] xml) {
        OMXMLParserWrapper builder = begin(xml);
        return whole(builder, builder.getDocumentElement());
    }

    /** The same, but an envelope of SOAP is a {@code SOAPEnvelope}. */
    static OMElement readMessage(byte[] xml) {
        OMXMLParserWrapper builder = begin(xml);
        OMElement root = builder.getDocumentElement();
        if (!isEnvelope(root)) {
            return whole(builder, root);
        }
        builder.close();
        // This builder stays open: an envelope asks it for its version.
        OMElement envelope = OMXMLBuilderFactory.createSOAPModelBuilder(new ByteArrayInputStream(xml), null)
                .getSOAPEnvelope();
        return toTheEnd(envelope);
    }

    private static OMXMLParserWrapper begin(byte[] xml) {
        return OMXMLBuilderFactory.createOMBuilder(StAXParserConfiguration.SOAP, new ByteArrayInputStream(xml));
    }

    private static OMElement whole(OMXMLParserWrapper builder, OMElement root) {
        toTheEnd(root);
        // The tree knows its builder for as long as it lives: what the parser has taken is given back here.
        builder.close();
        return root;
    }

    /** What comes after the root is read, too: if it is more than comments, there is no document. */
    private static OMElement toTheEnd(OMElement root) {
        root.build();
        OMNode behind = root;
        while (behind != null) {
            behind = behind.getNextOMSibling();
        }
        return root;
    }

    private static boolean isEnvelope(OMElement root) {
        String namespace = root.getNamespaceURI();
        return root.getLocalName().equals("Envelope")
                && (SOAP11Constants.SOAP_ENVELOPE_NAMESPACE_URI.equals(namespace)
                        || SOAP12Constants.SOAP_ENVELOPE_NAMESPACE_URI.equals(namespace));
    }
}
