package org.gatehouse.gateway.mediation;

import java.io.ByteArrayInputStream;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axiom.om.OMXMLParserWrapper;
import org.apache.axiom.om.util.StAXParserConfiguration;

/** Reads XML that anyone may have sent: no document type, so no entities, inside or outside. */
public final class XmlReader {
    private XmlReader() {}

    /**
     * Reads the whole document.
     *
     * @throws OMException if it is not well-formed or has a document type
     */
    public static OMElement read(byte[] xml) {
        OMXMLParserWrapper builder =
                OMXMLBuilderFactory.createOMBuilder(StAXParserConfiguration.SOAP, new ByteArrayInputStream(xml));
        OMElement root = builder.getDocumentElement();
        root.build();
        // The tree knows its builder for as long as it lives: what the parser has taken is given back here.
        builder.close();
        return root;
    }
}
