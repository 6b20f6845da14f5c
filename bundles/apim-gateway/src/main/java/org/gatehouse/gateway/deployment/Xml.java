package org.gatehouse.gateway.deployment;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.SynapseConstants;
import org.gatehouse.gateway.mediation.message.XmlReader;
import org.jspecify.annotations.Nullable;

/** The XML of artefacts. */
final class Xml {
    private Xml() {}

    static QName synapse(String name) {
        return new QName(SynapseConstants.SYNAPSE_NAMESPACE, name);
    }

    static OMElement read(byte[] xml) {
        try {
            return XmlReader.read(xml);
        } catch (RuntimeException malformed) {
            throw Refused.at(line(malformed), reason(malformed));
        }
    }

    private static int line(Throwable malformed) {
        XMLStreamException parser = parser(malformed);
        return parser == null || parser.getLocation() == null
                ? 1
                : Math.max(1, parser.getLocation().getLineNumber());
    }

    private static String reason(Throwable malformed) {
        XMLStreamException parser = parser(malformed);
        String text = String.valueOf((parser == null ? malformed : parser).getMessage());
        return "not well-formed: " + text.lines().findFirst().orElse(text);
    }

    private static @Nullable XMLStreamException parser(Throwable malformed) {
        for (Throwable cause = malformed; cause != null; cause = cause.getCause()) {
            if (cause instanceof XMLStreamException parser) {
                return parser;
            }
        }
        return null;
    }

    static List<OMElement> children(OMElement parent) {
        List<OMElement> children = new ArrayList<>();
        for (Iterator<?> each = parent.getChildElements(); each.hasNext(); ) {
            children.add((OMElement) each.next());
        }
        return children;
    }

    static List<OMElement> children(OMElement parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getQName().equals(synapse(name)))
                .toList();
    }

    static @Nullable OMElement child(OMElement parent, String name) {
        return parent.getFirstChildWithName(synapse(name));
    }

    /** The attribute's text without blanks around it; null if it is absent or blank. */
    static @Nullable String attribute(OMElement element, String name) {
        String value = element.getAttributeValue(new QName(name));
        return value == null || value.isBlank() ? null : value.trim();
    }

    static String required(OMElement element, String name) {
        String value = attribute(element, name);
        if (value == null) {
            throw Refused.at(element.getLineNumber(), element.getLocalName() + ": no attribute " + name);
        }
        return value;
    }
}
