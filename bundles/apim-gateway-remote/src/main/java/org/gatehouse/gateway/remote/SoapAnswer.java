package org.gatehouse.gateway.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.xml.SafeXml;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

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
            Element root = SafeXml.tree(envelope).getDocumentElement();
            return children(root, "Body").stream()
                    .findFirst()
                    .flatMap(body -> children(body).stream().findFirst())
                    .map(SoapAnswer::new)
                    .orElseThrow(() -> new IOException("no envelope with a body"));
        } catch (Invalid e) {
            throw new IOException(e);
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
