package org.gatehouse.gateway.mediation.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMNode;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axiom.om.OMXMLParserWrapper;
import org.apache.axiom.om.util.StAXParserConfiguration;
import org.apache.axiom.soap.SOAP11Constants;
import org.apache.axiom.soap.SOAP12Constants;
import org.jspecify.annotations.Nullable;

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
        OMXMLParserWrapper builder = begin(new ByteArrayInputStream(xml), null);
        return whole(builder, builder.getDocumentElement());
    }

    /**
     * The same, but an envelope of SOAP is a {@code SOAPEnvelope}.
     *
     * @param charset what the message says it is written in, which counts more than what the document says, unless that
     *     begins with a byte order mark (RFC 7303 §3); null if it does not say
     */
    static OMElement readMessage(byte[] xml, @Nullable Charset charset) {
        ByteOrderMark mark = ByteOrderMark.of(xml);
        int from = mark == null ? 0 : mark.length();
        Charset said = mark == null ? charset : mark.charset();
        String encoding = said == null ? null : said.name();
        OMXMLParserWrapper builder = begin(new ByteArrayInputStream(xml, from, xml.length - from), encoding);
        OMElement root = builder.getDocumentElement();
        if (!isEnvelope(root)) {
            return whole(builder, root);
        }
        builder.close();
        // This builder stays open: an envelope asks it for its version.
        OMElement envelope = OMXMLBuilderFactory.createSOAPModelBuilder(
                        new ByteArrayInputStream(xml, from, xml.length - from), encoding)
                .getSOAPEnvelope();
        return toTheEnd(envelope);
    }

    private static OMXMLParserWrapper begin(InputStream xml, @Nullable String encoding) {
        return OMXMLBuilderFactory.createOMBuilder(StAXParserConfiguration.SOAP, xml, encoding);
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
