package org.gatehouse.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code axis2.xml} says of TLS: the key store of the receiver for https with its trust store and whether clients must
 * show a certificate, and of the sender for https whom it trusts and how it checks host names. The rest of the file is left
 * alone.
 */
final class Axis2File {
    private static final String PID = "apim.gateway.tls";
    private static final Set<String> VERIFIERS = Set.of("Strict", "Default", "DefaultAndLocalhost", "AllowAll");
    private static final Set<String> CLIENTS = Set.of("none", "optional", "require");
    private static final Set<String> STORES = Set.of("JKS", "PKCS12");

    private final Placeholders placeholders;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> properties = new TreeMap<>();

    private Axis2File(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /** Reads files of this kind. */
    record Reader(Placeholders placeholders) implements SettingsFile.Reader {
        @Override
        public Map<String, Map<String, Object>> read(byte[] bytes) throws RefusedFile {
            XmlElement root = StrictXml.parse(bytes);
            if (!root.name().equals("axisconfig")) {
                throw new RefusedFile(List.of("line " + root.line() + ": " + root.name() + " (expected: axisconfig)"));
            }
            return new Axis2File(placeholders).properties(root);
        }

        @Override
        public Map<String, Map<String, Object>> defaults() throws RefusedFile {
            return new Axis2File(placeholders).properties(new XmlElement("axisconfig", Map.of(), "", 1, List.of()));
        }
    }

    private Map<String, Map<String, Object>> properties(XmlElement root) throws RefusedFile {
        List<XmlElement> receiver = parameters(root, "transportReceiver");
        List<XmlElement> sender = parameters(root, "transportSender");
        store(receiver, "keystore", "KeyStore", "keystore");
        store(receiver, "truststore", "TrustStore", "truststore");
        choice(receiver, "SSLVerifyClient", CLIENTS, "none", "verify.client");
        store(sender, "truststore", "TrustStore", "backend.truststore");
        choice(sender, "HostnameVerifier", VERIFIERS, "Default", "backend.hostnames");
        if (!problems.isEmpty()) {
            throw new RefusedFile(problems);
        }
        return Map.of(PID, properties);
    }

    private static List<XmlElement> parameters(XmlElement root, String transport) {
        return root.all(transport).stream()
                .filter(element -> "https".equals(element.attributes().get("name")))
                .flatMap(element -> element.all("parameter").stream())
                .toList();
    }

    private static List<XmlElement> named(List<XmlElement> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> name.equals(parameter.attributes().get("name")))
                .limit(1)
                .toList();
    }

    private void store(List<XmlElement> parameters, String name, String element, String key) {
        List<XmlElement> stores = named(parameters, name).stream()
                .flatMap(parameter -> parameter.all(element).stream())
                .limit(1)
                .toList();
        properties.put(key + ".location", "");
        for (XmlElement store : stores) {
            String type = child(store, "Type", "JKS");
            if (!STORES.contains(type)) {
                problems.add("line " + store.line() + ": " + element + "/Type: " + type + " (expected: JKS or PKCS12)");
            }
            String location = child(store, "Location", "");
            if (location.isEmpty()) {
                problems.add("line " + store.line() + ": " + element + ": no Location (expected: a file)");
            }
            String password = child(store, "Password", "");
            properties.put(key + ".location", location);
            properties.put(key + ".type", type);
            properties.put(key + ".password", password);
            properties.put(key + ".key.password", child(store, "KeyPassword", password));
        }
    }

    private void choice(List<XmlElement> parameters, String name, Set<String> allowed, String fallback, String key) {
        String value = fallback;
        for (XmlElement parameter : named(parameters, name)) {
            value = resolved(parameter);
            if (!allowed.contains(value)) {
                problems.add("line " + parameter.line() + ": " + name + ": " + value + " (expected: one of "
                        + allowed.stream().sorted().collect(Collectors.joining(", ")) + ")");
            }
        }
        properties.put(key, value);
    }

    private String child(XmlElement parent, String name, String fallback) {
        return parent.all(name).stream().findFirst().map(this::resolved).orElse(fallback);
    }

    private String resolved(XmlElement element) {
        try {
            return placeholders.replacedIn(element.text());
        } catch (IllegalArgumentException e) {
            problems.add("line " + element.line() + ": " + element.name() + " (expected: " + e.getMessage() + ")");
            return "";
        }
    }
}
