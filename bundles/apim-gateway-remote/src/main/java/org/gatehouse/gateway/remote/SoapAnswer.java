package org.gatehouse.gateway.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a SOAP service answered. */
final class SoapAnswer {
    private static final String NIL = "http://www.w3.org/2001/XMLSchema-instance";

    private final Element content;

    private SoapAnswer(Element content) {
        this.content = content;
    }

    /** Reads an envelope of SOAP 1.1 or 1.2. */
    static SoapAnswer read(byte[] envelope) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root = builder.parse(new ByteArrayInputStream(envelope)).getDocumentElement();
            return children(root, "Body").stream()
                    .findFirst()
                    .flatMap(body -> children(body).stream().findFirst())
                    .map(SoapAnswer::new)
                    .orElseThrow(() -> new IOException("no envelope with a body"));
        } catch (SAXException e) {
            throw new IOException(e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of the fault, if it is one. */
    Optional<String> fault() {
        if (!content.getLocalName().equals("Fault")) {
            return Optional.empty();
        }
        return Optional.of(children(content, "faultstring").stream()
                .findFirst()
                .or(() -> children(content, "Reason").stream().findFirst())
                .map(text -> text.getTextContent().strip())
                .orElse("a fault without a reason"));
    }

    /** The {@code return} element, if there is one with something in it. */
    Optional<Element> value() {
        return values().stream()
                .findFirst()
                .filter(value -> !value.getAttributeNS(NIL, "nil").matches("true|1"));
    }

    /** All {@code return} elements. */
    List<Element> values() {
        return children(content, "return");
    }

    static List<Element> children(Element parent, String localName) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(localName))
                .toList();
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
