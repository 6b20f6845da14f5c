package org.gatehouse.gateway.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axis2.Constants;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.config.xml.MediatorFactoryFinder;
import org.apache.synapse.config.xml.SequenceMediatorFactory;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.apache.synapse.rest.RESTConstants;
import org.gatehouse.gateway.deployment.PayloadFactory;
import org.gatehouse.gateway.handlers.security.Keys;
import org.gatehouse.gateway.spi.CallProperties;
import org.jspecify.annotations.Nullable;

/** A request in Synapse's own message, with the shipped sequences; what is sent back is kept. */
final class Exchange {
    private static final Path SEQUENCES = Path.of("../../synapse-configs/default/sequences");

    static {
        @SuppressWarnings({"unchecked", "rawtypes"}) // Synapse's map is raw.
        Map<QName, Class<?>> factories =
                (Map) MediatorFactoryFinder.getInstance().getFactoryMap();
        factories.put(new QName(SynapseConstants.SYNAPSE_NAMESPACE, "payloadFactory"), PayloadFactory.class);
    }

    final SynapseConfiguration configuration = new SynapseConfiguration();
    final org.apache.axis2.context.MessageContext axis = new org.apache.axis2.context.MessageContext();
    final MessageContext synapse;
    final Message message;
    final List<MessageContext> sent = new ArrayList<>();

    Exchange(String verb, @Nullable String resource) {
        try {
            axis.setEnvelope(OMAbstractFactory.getSOAP11Factory().getDefaultEnvelope());
            synapse = new Axis2MessageContext(axis, configuration, environment());
        } catch (org.apache.axis2.AxisFault e) {
            throw new IllegalStateException(e);
        }
        message = new Message(synapse);
        axis.setProperty(
                org.apache.axis2.context.MessageContext.TRANSPORT_HEADERS,
                new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER));
        axis.setProperty(Constants.Configuration.HTTP_METHOD, verb);
        axis.setProperty("NO_ENTITY_BODY", true);
        synapse.setProperty(RESTConstants.REST_API_CONTEXT, Keys.CONTEXT);
        synapse.setProperty(RESTConstants.SYNAPSE_REST_API_VERSION, Keys.VERSION);
        synapse.setProperty(RESTConstants.SYNAPSE_REST_API, "admin--Phone:v1.0.0");
        synapse.setProperty(RESTConstants.REST_FULL_REQUEST_PATH, "/phone/1.0.0/number");
        synapse.setProperty(CallProperties.CLIENT_ADDRESS, "10.0.0.1");
        synapse.setProperty(CallProperties.RECEIVED_AT, 1_000L);
        if (resource != null) {
            synapse.setProperty(CallProperties.ELECTED_RESOURCE, resource);
        }
    }

    Exchange header(String name, String value) {
        message.headers().put(name, value);
        return this;
    }

    Exchange property(String name, Object value) {
        synapse.setProperty(name, value);
        return this;
    }

    /** Defines all shipped sequences. */
    Exchange shipped() {
        try (var files = Files.list(SEQUENCES)) {
            // All but the one that is made of a mediator of the gateway's own.
            files.filter(file -> !file.endsWith("_build_.xml")).sorted().forEach(file -> define(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Exchange define(String name, String body) {
        define(OMXMLBuilderFactory.createOMBuilder(
                        new java.io.StringReader("<sequence xmlns='http://ws.apache.org/ns/synapse' name='" + name
                                + "'>" + body + "</sequence>"))
                .getDocumentElement());
        return this;
    }

    String body() {
        OMElement content = synapse.getEnvelope().getBody().getFirstElement();
        return content == null ? "" : content.toString();
    }

    Object status() {
        return axis.getProperty("HTTP_SC");
    }

    Object mediaType() {
        return axis.getProperty(Constants.Configuration.MESSAGE_TYPE);
    }

    Set<String> headerNames() {
        return message.headers().keySet();
    }

    void run(String sequence) {
        synapse.getSequence(sequence).mediate(synapse);
    }

    private void define(OMElement element) {
        strip(element);
        SequenceMediator sequence =
                (SequenceMediator) new SequenceMediatorFactory().createMediator(element, new Properties());
        configuration.addSequence(sequence.getName(), sequence);
    }

    /** Leaves out what needs a running gateway: the end of it all, and the mediators that bundles provide. */
    @SuppressWarnings("unchecked") // Axiom
    private static void strip(OMElement element) {
        List<OMElement> gone = new ArrayList<>();
        for (Iterator<OMElement> children = (Iterator<OMElement>) element.getChildElements(); children.hasNext(); ) {
            OMElement child = children.next();
            String type = child.getAttributeValue(new javax.xml.namespace.QName("name"));
            if (child.getLocalName().equals("respond")
                    || (child.getLocalName().equals("class") && type.startsWith("org.wso2."))) {
                gone.add(child);
            } else {
                strip(child);
            }
        }
        gone.forEach(OMElement::detach);
    }

    private static OMElement read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            OMElement root = OMXMLBuilderFactory.createOMBuilder(in).getDocumentElement();
            root.build();
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SynapseEnvironment environment() {
        return (SynapseEnvironment) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {SynapseEnvironment.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        sent.add((MessageContext) arguments[1]);
                        return null;
                    }
                    return switch (method.getName()) {
                        case "getXpathFunctionExtensions", "getXpathVariableExtensions" -> Map.of();
                        case "getSynapseConfiguration" -> configuration;
                        case "isInitialized" -> true;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    static boolean isContentAware(String expression) {
        try {
            return new org.apache.synapse.util.xpath.SynapseXPath(expression).isContentAware();
        } catch (org.jaxen.JaxenException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
