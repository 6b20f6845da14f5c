package org.gatehouse.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axiom.om.util.StAXParserConfiguration;
import org.apache.axiom.om.util.StAXUtils;
import org.apache.axiom.soap.SOAPEnvelope;
import org.gatehouse.front.Body;
import org.gatehouse.front.BodyRefused;
import org.jspecify.annotations.Nullable;

/**
 * Where this bundle lets Axiom read: no document type, so no entities, and within the bounds of levels and attributes that
 * apim-synapse sets for its parsers.
 */
final class AxiomXml {
    private AxiomXml() {}

    /**
     * A whole document.
     *
     * @throws OMException if it is not well-formed
     */
    static OMElement element(String xml) {
        OMElement root = OMXMLBuilderFactory.createOMBuilder(
                        StAXParserConfiguration.SOAP, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement(true);
        root.build();
        return root;
    }

    /**
     * An envelope that is here whole.
     *
     * @throws OMException if it is none
     */
    static SOAPEnvelope envelope(byte[] xml) {
        return OMXMLBuilderFactory.createSOAPModelBuilder(new ByteArrayInputStream(xml), null)
                .getSOAPEnvelope();
    }

    /**
     * An envelope that is only beginning to come.
     *
     * @param longest most bytes of the whole
     * @param charset what it is said to be written in; null if nobody says
     * @throws OMException if it begins like none
     */
    static SOAPEnvelope envelope(Body body, long longest, @Nullable String charset)
            throws BodyRefused, IOException, XMLStreamException {
        XMLStreamReader parser =
                StAXUtils.createXMLStreamReader(StAXParserConfiguration.SOAP, body.in(longest), charset);
        return OMXMLBuilderFactory.createStAXSOAPModelBuilder(new BoundedReader(parser, body))
                .getSOAPEnvelope();
    }
}
