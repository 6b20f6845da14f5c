package org.gatehouse.gateway.deployment;

import java.util.Locale;
import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.config.xml.MediatorPropertyFactory;
import org.apache.synapse.config.xml.endpoints.EndpointDefinitionFactory;
import org.apache.synapse.config.xml.endpoints.EndpointFactory;
import org.apache.synapse.endpoints.Endpoint;
import org.gatehouse.gateway.mediation.HttpEndpoint;
import org.jspecify.annotations.Nullable;

/** Builds endpoints: {@code http} and {@code address} ours, every other kind Synapse's, with what is in it rewritten. */
final class Endpoints {
    private static final QName URI = new QName("uri");

    private Endpoints() {}

    static Endpoint build(OMElement endpoint, boolean anonymous, Properties properties) {
        OMElement http = Xml.child(endpoint, "http");
        OMElement address = http == null ? Xml.child(endpoint, "address") : http;
        try {
            if (address != null && Xml.attribute(endpoint, "key") == null) {
                return leaf(endpoint, address, Xml.required(address, http == null ? "uri" : "uri-template"));
            }
            httpToAddress(endpoint);
            return EndpointFactory.getEndpointFromElement(endpoint, anonymous, properties);
        } catch (Refused known) {
            throw known;
        } catch (RuntimeException refused) {
            throw Refused.at(endpoint.getLineNumber(), refused);
        }
    }

    private static HttpEndpoint leaf(OMElement endpoint, OMElement address, String uri) {
        String name = Xml.attribute(endpoint, "name");
        HttpEndpoint leaf = new HttpEndpoint(
                name == null ? "endpoint at line " + endpoint.getLineNumber() : name,
                new EndpointDefinitionFactory().createDefinition(address),
                uri,
                method(address));
        leaf.addProperties(MediatorPropertyFactory.getMediatorProperties(endpoint));
        leaf.setErrorHandler(Xml.attribute(endpoint, "onError"));
        return leaf;
    }

    private static @Nullable String method(OMElement address) {
        String method = Xml.attribute(address, "method");
        return method == null ? null : method.toUpperCase(Locale.ROOT);
    }

    /** Members of a group are built by Synapse, which knows no http endpoint; what it needs of one it has in address. */
    private static void httpToAddress(OMElement group) {
        for (OMElement child : Xml.children(group)) {
            if (child.getQName().equals(Xml.synapse("http"))) {
                child.addAttribute(URI.getLocalPart(), Xml.required(child, "uri-template"), null);
                fixMethod(group, method(child));
                child.setLocalName("address");
            } else {
                httpToAddress(child);
            }
        }
    }

    private static void fixMethod(OMElement endpoint, @Nullable String method) {
        if (method == null) {
            return;
        }
        OMElement property = endpoint.getOMFactory().createOMElement(Xml.synapse("property"), endpoint);
        property.addAttribute("name", "HTTP_METHOD", null);
        property.addAttribute("value", method, null);
        property.addAttribute("scope", "axis2", null);
    }
}
