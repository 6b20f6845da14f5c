package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.gatehouse.domain.fetch.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Puts the address of a WSDL's port (<a href="https://www.w3.org/TR/wsdl#_ports">WSDL 1.1 §2.6</a>) in the place of a
 * {@code wsdl} endpoint, so that no library has to look for it. An import is read only where the service is not in the
 * document itself, and only from the document's own origin; one that is written out has no origin.
 */
final class Wsdl {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final QName NAME = new QName("name");
    private static final QName LOCATION = new QName("location");

    /** The formats of endpoints by the namespaces of addresses; empty for one that says nothing of a format. */
    private static final Map<String, String> FORMATS = Map.of(
            "http://schemas.xmlsoap.org/wsdl/soap/", "soap11",
            "http://schemas.xmlsoap.org/wsdl/soap12/", "soap12",
            "http://schemas.xmlsoap.org/wsdl/http/", "");

    private final Documents.Reading documents;

    private Wsdl(Documents.Reading documents) {
        this.documents = documents;
    }

    /** Makes an {@code address} of a {@code wsdl} element. */
    static void toAddress(OMElement wsdl, Documents.Reading documents) {
        new Wsdl(documents).toAddress(wsdl);
    }

    private void toAddress(OMElement wsdl) {
        String uri = Xml.attribute(wsdl, "uri");
        String shown = uri == null ? "wsdl" : "wsdl: " + uri;
        try {
            OMElement found = address(wsdl, uri);
            String location = found.getAttributeValue(LOCATION);
            if (location == null || location.isBlank()) {
                throw new IOException("a port without an address");
            }
            String format = FORMATS.getOrDefault(found.getNamespaceURI(), "");
            if (!format.isEmpty() && Xml.attribute(wsdl, "format") == null) {
                wsdl.addAttribute("format", format, null);
            }
            wsdl.addAttribute("uri", location.strip(), null);
            wsdl.setLocalName("address");
        } catch (IOException unusable) {
            throw Refused.at(wsdl.getLineNumber(), shown + ": " + unusable.getMessage());
        }
        Xml.children(wsdl).stream()
                .filter(child -> !child.getQName().equals(Xml.synapse(child.getLocalName())))
                .forEach(OMElement::detach);
    }

    private OMElement address(OMElement wsdl, @Nullable String uri) throws IOException {
        String service = Xml.required(wsdl, "service");
        String port = Xml.required(wsdl, "port");
        if (uri == null) {
            OMElement inline = wsdl.getFirstChildWithName(new QName(WSDL, "definitions"));
            if (inline == null) {
                throw new IOException("neither a uri nor definitions of WSDL 1.1");
            }
            OMElement found = port(inline, service, port);
            if (found == null) {
                throw none(service, port);
            }
            return found;
        }
        return address(uri(uri), service, port);
    }

    private OMElement address(URI first, String service, String port) throws IOException {
        Deque<URI> next = new ArrayDeque<>(List.of(first));
        Set<URI> seen = new HashSet<>(next);
        Origin origin = Origin.of(first);
        while (!next.isEmpty()) {
            URI at = next.remove();
            OMElement definitions = definitions(documents.fetch(at));
            OMElement found = port(definitions, service, port);
            if (found != null) {
                return found;
            }
            for (URI imported : imports(definitions, at)) {
                if (Origin.of(imported).equals(origin) && seen.add(imported)) {
                    next.add(imported);
                }
            }
        }
        throw none(service, port);
    }

    private static IOException none(String service, String port) {
        return new IOException("no service " + service + " with a port " + port + " that has an address");
    }

    private static OMElement definitions(byte[] document) throws IOException {
        try {
            OMElement root = Xml.read(document);
            if (root.getQName().equals(new QName(WSDL, "definitions"))) {
                return root;
            }
        } catch (Refused malformed) {
            // What is in it is not told: it may be somebody else's.
            throw new IOException("not well-formed XML without a document type", malformed);
        }
        throw new IOException("not a WSDL 1.1");
    }

    private static @Nullable OMElement port(OMElement definitions, String service, String port) {
        OMElement named = named(definitions, "service", service);
        OMElement found = named == null ? null : named(named, "port", port);
        if (found == null) {
            return null;
        }
        return Xml.children(found).stream()
                .filter(child -> child.getLocalName().equals("address")
                        && child.getNamespaceURI() != null
                        && FORMATS.containsKey(child.getNamespaceURI()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable OMElement named(OMElement parent, String element, String name) {
        for (Iterator<?> each = parent.getChildrenWithName(new QName(WSDL, element)); each.hasNext(); ) {
            OMElement child = (OMElement) each.next();
            if (name.equals(child.getAttributeValue(NAME))) {
                return child;
            }
        }
        return null;
    }

    private static List<URI> imports(OMElement definitions, URI base) throws IOException {
        List<URI> imports = new ArrayList<>();
        for (Iterator<?> each = definitions.getChildrenWithName(new QName(WSDL, "import")); each.hasNext(); ) {
            String location = ((OMElement) each.next()).getAttributeValue(LOCATION);
            if (location != null) {
                URI imported = base.resolve(uri(location));
                if ("http".equalsIgnoreCase(imported.getScheme()) || "https".equalsIgnoreCase(imported.getScheme())) {
                    imports.add(imported);
                }
            }
        }
        return imports;
    }

    private static URI uri(String text) throws IOException {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IOException("expected: an http or https address", malformed);
        }
    }
}
