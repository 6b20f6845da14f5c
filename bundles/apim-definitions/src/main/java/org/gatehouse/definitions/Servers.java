package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.Definition.Kind;

/** Where a definition says that its API is served. */
final class Servers {
    private Servers() {}

    static List<String> of(Kind kind, ObjectNode root) {
        return switch (kind) {
            case SWAGGER_1 -> textIfAny(root.path("basePath").asText(""));
            case SWAGGER_2 -> swagger(root);
            default -> openApi(root);
        };
    }

    private static List<String> swagger(ObjectNode root) {
        String host = root.path("host").asText("");
        String path = root.path("basePath").asText("");
        if (host.isBlank()) {
            return textIfAny(path);
        }
        List<String> servers = new ArrayList<>();
        root.path("schemes").forEach(scheme -> servers.add(scheme.asText() + "://" + host + path));
        return servers.isEmpty() ? List.of("https://" + host + path) : servers;
    }

    private static List<String> openApi(ObjectNode root) {
        List<String> servers = new ArrayList<>();
        for (JsonNode server : root.path("servers")) {
            String url = server.path("url").asText("");
            for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
                url = url.replace(
                        "{" + variable.getKey() + "}",
                        variable.getValue().path("default").asText());
            }
            servers.addAll(textIfAny(url));
        }
        return servers;
    }

    private static List<String> textIfAny(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim());
    }
}
