package org.gatehouse.soap;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMFactory;
import org.apache.axiom.om.OMNamespace;

/** The bean {@code APIData} of 1.9, made of an {@code api} element: its members in alphabetical order. */
final class ApiData {
    private static final String NAMESPACE = "http://api.rest.carbon.wso2.org/xsd";

    private ApiData() {}

    /** The name under which the API is deployed, {@code provider--name:vVersion}. */
    static String deployedName(OMElement api) {
        String name = attribute(api, "name").orElse("");
        return attribute(api, "version").map(version -> name + ":v" + version).orElse(name);
    }

    static void add(String deployedName, OMElement api, OMElement result) {
        OMNamespace namespace = result.getOMFactory().createOMNamespace(NAMESPACE, "ax");
        result.declareNamespace(namespace);
        text(result, namespace, "context", attribute(api, "context").orElse(""));
        text(result, namespace, "fileName", deployedName.replace(":v", "_v") + ".xml");
        attribute(api, "hostname").ifPresent(host -> text(result, namespace, "host", host));
        text(result, namespace, "name", deployedName);
        text(result, namespace, "port", attribute(api, "port").orElse("-1"));
        children(api, "resource").forEach(resource -> addResource(resource, result, namespace));
    }

    private static void addResource(OMElement resource, OMElement result, OMNamespace namespace) {
        OMFactory factory = result.getOMFactory();
        OMElement bean = factory.createOMElement("resources", namespace, result);
        sequence(resource, bean, namespace, "fault");
        sequence(resource, bean, namespace, "in");
        attribute(resource, "methods").ifPresent(methods -> {
            for (String method : methods.trim().split("\\s+")) {
                text(bean, namespace, "methods", method);
            }
        });
        sequence(resource, bean, namespace, "out");
        text(
                bean,
                namespace,
                "protocol",
                protocol(attribute(resource, "protocol").orElse("")));
        attribute(resource, "uri-template").ifPresent(text -> text(bean, namespace, "uriTemplate", text));
        attribute(resource, "url-mapping").ifPresent(text -> text(bean, namespace, "urlMapping", text));
    }

    /** A sequence is told by its key, or else by its XML. */
    private static void sequence(OMElement resource, OMElement bean, OMNamespace namespace, String kind) {
        Optional<String> key = attribute(resource, kind + "Sequence");
        if (key.isPresent()) {
            text(bean, namespace, kind + "SequenceKey", key.get());
            return;
        }
        children(resource, kind + "Sequence").stream()
                .findFirst()
                .ifPresent(inline -> text(bean, namespace, kind + "SeqXml", inline.toString()));
    }

    private static String protocol(String name) {
        return switch (name) {
            case "http" -> "1";
            case "https" -> "2";
            default -> "0";
        };
    }

    private static void text(OMElement parent, OMNamespace namespace, String name, String text) {
        parent.getOMFactory().createOMElement(name, namespace, parent).setText(text);
    }

    private static Optional<String> attribute(OMElement element, String name) {
        return Optional.ofNullable(element.getAttributeValue(new QName(name))).filter(value -> !value.isBlank());
    }

    private static List<OMElement> children(OMElement parent, String name) {
        return Call.children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }
}
