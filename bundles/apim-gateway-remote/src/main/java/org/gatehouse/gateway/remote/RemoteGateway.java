package org.gatehouse.gateway.remote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.xml.SafeXml;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A gateway's administration through {@code RestApiAdmin} and {@code SequenceAdminService} of API Manager 1.9. */
final class RemoteGateway implements GatewayAdmin {
    private static final String APIS = "http://org.apache.axis2/xsd";
    private static final String SEQUENCES = "http://org.apache.synapse/xsd";

    private final SoapClient client;

    RemoteGateway(SoapClient client) {
        this.client = client;
    }

    /** A gateway of 1.9 makes the text of what it has read; one of this product gives the text that was deployed. */
    @Override
    public Optional<String> find(String deployedName) {
        return data(deployedName)
                .flatMap(data -> client.call(apis("getApiSource").withXml("apiData", content(data))))
                .map(Node::getTextContent);
    }

    private Optional<Element> data(String deployedName) {
        return client.call(apis("getApiByName").with("apiName", deployedName));
    }

    @Override
    public List<String> names() {
        return client.all(apis("getApiNames")).stream()
                .map(Node::getTextContent)
                .sorted()
                .toList();
    }

    @Override
    public void put(String deployedName, String xml) {
        if (data(deployedName).isPresent()) {
            client.call(
                    apis("updateApiFromString").with("apiName", deployedName).with("apiData", xml));
        } else {
            client.call(apis("addApiFromString").with("apiData", xml));
        }
    }

    /** One by one, since the services know no other way; those already put go back if one is refused. */
    @Override
    public void putAll(Map<String, String> xml) {
        Map<String, Optional<String>> before = new LinkedHashMap<>();
        try {
            xml.forEach((name, text) -> {
                Optional<String> old = find(name);
                put(name, text);
                before.put(name, old);
            });
        } catch (RuntimeException e) {
            try {
                before.forEach((name, old) -> old.ifPresentOrElse(text -> put(name, text), () -> remove(name)));
            } catch (RuntimeException still) {
                e.addSuppressed(still);
            }
            throw e;
        }
    }

    /** Only putting tells: the services have no verb that looks without doing. */
    @Override
    public void checkAll(Map<String, String> xml) {
        names();
    }

    @Override
    public void remove(String deployedName) {
        if (data(deployedName).isPresent()) {
            client.call(apis("deleteApi").with("apiName", deployedName));
        }
    }

    @Override
    public Optional<String> findSequence(String name) {
        if (!exists(name)) {
            return Optional.empty();
        }
        return client.call(sequences("getSequence").with("sequenceName", name))
                .flatMap(value -> SoapAnswer.children(value).stream().findFirst())
                .map(SafeXml::text);
    }

    private boolean exists(String name) {
        return client.call(sequences("isExistingSequence").with("sequenceName", name))
                .filter(value -> value.getTextContent().strip().equals("true"))
                .isPresent();
    }

    @Override
    public void putSequence(String name, String xml) {
        client.call(sequences(exists(name) ? "saveSequence" : "addSequence").withXml("sequence", xml));
    }

    @Override
    public void removeSequence(String name) {
        if (exists(name)) {
            client.call(sequences("deleteSequence").with("sequenceName", name));
        }
    }

    private static SoapCall apis(String operation) {
        return new SoapCall("RestApiAdmin", APIS, operation);
    }

    private static SoapCall sequences(String operation) {
        return new SoapCall("SequenceAdminService", SEQUENCES, operation);
    }

    private static String content(Element element) {
        StringBuilder xml = new StringBuilder();
        SoapAnswer.children(element).forEach(child -> xml.append(SafeXml.text(child)));
        return xml.toString();
    }
}
