package org.gatehouse.domain.catalog.wsdl;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.wsdl.Wsdl.Version;
import org.gatehouse.domain.catalog.wsdl.WsdlPort.Protocol;
import org.gatehouse.domain.xml.SafeXml;

/** Reads a WSDL in one pass. Names are looked up without their namespace: what one document says is in one. */
final class WsdlReader {
    /** <a href="https://www.w3.org/TR/wsdl#_document">WSDL 1.1 §2.1</a>. */
    static final String ONE = "http://schemas.xmlsoap.org/wsdl/";
    /** <a href="https://www.w3.org/TR/wsdl20/#Description">WSDL 2.0 §2.1</a>. */
    static final String TWO = "http://www.w3.org/ns/wsdl";

    /** <a href="https://www.w3.org/TR/wsdl20-adjuncts/#soap-binding">WSDL 2.0 Adjuncts §5</a>. */
    private static final String SOAP_OF_TWO = "http://www.w3.org/ns/wsdl/soap";

    private static final String HTTP_OF_TWO = "http://www.w3.org/ns/wsdl/http";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    private static final Map<String, Protocol> PROTOCOLS = Map.of(
            "http://schemas.xmlsoap.org/wsdl/soap/", Protocol.SOAP_11,
            "http://schemas.xmlsoap.org/wsdl/soap12/", Protocol.SOAP_12,
            "http://schemas.xmlsoap.org/wsdl/http/", Protocol.HTTP);

    private static final int MOST_PORTS = 1000;
    private static final int MOST_OPERATIONS = 10_000;
    private static final int MOST_ELSEWHERE = 1000;
    private static final int LONGEST_DESCRIPTION = 4000;

    private final byte[] bytes;
    private final XMLStreamReader events;
    private final Charset charset;
    private final Version version;
    /** The elements that are open, the innermost first, and their names. */
    private final Deque<Open> open = new ArrayDeque<>();

    private final List<Found> ports = new ArrayList<>();
    /** Of bindings and interfaces, under what each is called. */
    private final Map<String, List<String>> operations = new HashMap<>();

    private final Map<String, Binding> bindings = new HashMap<>();
    private final Set<String> elsewhere = new LinkedHashSet<>();
    private String description = "";
    private int operationCount;

    private record Open(QName element, String name, String type) {}

    private record Binding(Protocol protocol, String type) {}

    /** A port before its binding is known. */
    private static final class Found {
        private final String service;
        private final String name;
        private final String binding;
        private final String type;
        private String address;
        private Protocol protocol = Protocol.OTHER;

        private Found(String service, String name, String binding, String type, String address) {
            this.service = service;
            this.name = name;
            this.binding = binding;
            this.type = type;
            this.address = address;
        }
    }

    private WsdlReader(byte[] bytes, XMLStreamReader events, Charset charset, Version version) {
        this.bytes = bytes;
        this.events = events;
        this.charset = charset;
        this.version = version;
    }

    static Optional<Version> versionOf(QName root) {
        if (root.equals(new QName(ONE, "definitions"))) {
            return Optional.of(Version.ONE);
        }
        return root.equals(new QName(TWO, "description")) ? Optional.of(Version.TWO) : Optional.empty();
    }

    static Wsdl read(byte[] bytes) {
        try {
            XMLStreamReader events = SafeXml.events(bytes);
            Charset charset = SafeXml.charset(events);
            while (events.next() != XMLStreamConstants.START_ELEMENT) {
                // What comes before it: comments, and what is for other programs.
            }
            QName root = events.getName();
            Version version = versionOf(root)
                    .orElseThrow(() -> new MalformedWsdl(
                            line(events),
                            "element " + root.getLocalPart()
                                    + (root.getNamespaceURI().isEmpty()
                                            ? " without a namespace"
                                            : " of " + shown(root.getNamespaceURI()))
                                    + " (expected: definitions of " + ONE + ", or description of " + TWO + ")"));
            return new WsdlReader(bytes, events, charset, version).read();
        } catch (XMLStreamException refused) {
            String told = SafeXml.told(refused);
            int line = refused.getLocation() == null
                    ? 1
                    : Math.max(1, refused.getLocation().getLineNumber());
            throw new MalformedWsdl(line, told.substring(told.indexOf(": ") + 2));
        } catch (MalformedWsdl told) {
            throw told;
        } catch (Invalid tooLong) {
            throw new MalformedWsdl(0, String.valueOf(tooLong.getMessage()));
        }
    }

    private static int line(XMLStreamReader events) {
        return Math.max(1, events.getLocation().getLineNumber());
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private Wsdl read() throws XMLStreamException {
        String own = attribute("name");
        open.push(new Open(events.getName(), own, ""));
        while (!open.isEmpty()) {
            switch (events.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    begin();
                    open.push(new Open(events.getName(), attribute("name"), typeOf()));
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                default -> {
                    // Comments, and what is for other programs.
                }
            }
        }
        while (events.hasNext()) {
            // Behind the root may be what is no XML.
            events.next();
        }
        List<WsdlPort> found = ports.stream().map(this::port).toList();
        String name = own.isEmpty() && !found.isEmpty() ? found.get(0).service() : own;
        return new Wsdl(version, name, description.strip(), found, List.copyOf(elsewhere), charset, bytes);
    }

    private String attribute(String name) {
        String value = events.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private String typeOf() {
        String type = attribute("type");
        return type.isEmpty() ? attribute("interface") : type;
    }

    private void begin() {
        String namespace = String.valueOf(events.getNamespaceURI());
        String element = events.getLocalName();
        if (namespace.equals(SCHEMA)) {
            if (element.equals("import") || element.equals("include") || element.equals("redefine")) {
                needs(attribute("schemaLocation"));
            }
        } else if (namespace.equals(version == Version.ONE ? ONE : TWO)) {
            ours(element);
        } else if (version == Version.ONE && PROTOCOLS.containsKey(namespace)) {
            extension(element, PROTOCOLS.getOrDefault(namespace, Protocol.OTHER));
        }
    }

    private void ours(String element) {
        switch (element) {
            case "import", "include" -> needs(attribute("location"));
            case "binding" -> bindings.put(attribute("name"), new Binding(bindingOfTwo(), local(typeOf())));
            case "operation" -> operation();
            case "port" -> found(attribute("binding"), "");
            case "endpoint" -> found(attribute("binding"), attribute("address"));
            default -> {
                // Messages, types and the like: theirs who call.
            }
        }
    }

    private Protocol bindingOfTwo() {
        String type = attribute("type");
        if (type.equals(HTTP_OF_TWO)) {
            return Protocol.HTTP;
        }
        if (!type.equals(SOAP_OF_TWO)) {
            return Protocol.OTHER;
        }
        // <a href="https://www.w3.org/TR/wsdl20-adjuncts/#soap-version-declaration">§5.3</a>: 1.2 unless it says so.
        String soap = events.getAttributeValue(SOAP_OF_TWO, "version");
        return soap != null && soap.strip().equals("1.1") ? Protocol.SOAP_11 : Protocol.SOAP_12;
    }

    /** Those of port types are said again by bindings; those of interfaces only where there is something to add. */
    private void operation() {
        String name = attribute("name").isEmpty() ? local(attribute("ref")) : attribute("name");
        Open parent = open.getFirst();
        if (name.isEmpty() || parent.element().getLocalPart().equals("service")) {
            return;
        }
        if (++operationCount > MOST_OPERATIONS) {
            throw new MalformedWsdl(
                    line(events), "more than " + MOST_OPERATIONS + " operations (expected: at most those)");
        }
        operations
                .computeIfAbsent(parent.element().getLocalPart() + " " + parent.name(), key -> new ArrayList<>())
                .add(name);
    }

    private void found(String binding, String address) {
        Open service = open.getFirst();
        if (!service.element().getLocalPart().equals("service")) {
            return;
        }
        if (ports.size() == MOST_PORTS) {
            throw new MalformedWsdl(line(events), "more than " + MOST_PORTS + " ports (expected: at most those)");
        }
        ports.add(new Found(service.name(), attribute("name"), local(binding), local(service.type()), address));
    }

    private void extension(String element, Protocol protocol) {
        String parent = open.getFirst().element().getLocalPart();
        if (element.equals("address") && parent.equals("port") && !ports.isEmpty()) {
            Found port = ports.get(ports.size() - 1);
            port.address = attribute("location");
            port.protocol = protocol;
        }
    }

    private void needs(String address) {
        if (!address.isEmpty() && elsewhere.size() < MOST_ELSEWHERE) {
            elsewhere.add(shown(address));
        }
    }

    /** What is written about the whole. */
    private void text() {
        Open within = open.getFirst();
        if (open.size() == 2
                && within.element().getLocalPart().equals("documentation")
                && description.length() < LONGEST_DESCRIPTION) {
            String all = description + events.getText().replaceAll("\\s+", " ");
            description = all.length() <= LONGEST_DESCRIPTION ? all : all.substring(0, LONGEST_DESCRIPTION);
        }
    }

    private WsdlPort port(Found found) {
        Binding binding = bindings.getOrDefault(found.binding, new Binding(Protocol.OTHER, ""));
        String type = binding.type().isEmpty() || version == Version.TWO ? found.type : binding.type();
        List<String> called = operations.getOrDefault("binding " + found.binding, List.of());
        if (called.isEmpty() || version == Version.TWO) {
            called = operations.getOrDefault((version == Version.ONE ? "portType " : "interface ") + type, called);
        }
        Protocol protocol = version == Version.ONE ? found.protocol : binding.protocol();
        return new WsdlPort(
                found.service, found.name, protocol, found.address, List.copyOf(new LinkedHashSet<>(called)));
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
