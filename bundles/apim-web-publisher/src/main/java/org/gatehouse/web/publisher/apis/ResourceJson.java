package org.gatehouse.web.publisher.apis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.web.publisher.Texts;
import org.jspecify.annotations.Nullable;

/** Reads resources and scopes from the two JSON layouts: Swagger 2.0, and the older {@code resource_config}. */
final class ResourceJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "head", "options");

    private ResourceJson() {}

    /** Swagger 2.0 with the extensions {@code x-auth-type, x-throttling-tier, x-scope, x-mediation-script}. */
    static Resources swagger(String text) {
        JsonNode root = parse(text, "Invalid Swagger definition");
        List<ApiResource> resources = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            if (!path.getKey().toLowerCase(Locale.ROOT).startsWith("x-")
                    && !path.getValue().has("$ref")) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    if (VERBS.contains(operation.getKey().toLowerCase(Locale.ROOT))) {
                        resources.add(operation(path.getKey(), operation.getKey(), operation.getValue()));
                    }
                }
            }
        }
        List<Scope> scopes = new ArrayList<>();
        for (JsonNode child : root.path("x-wso2-security")) {
            child.path("x-wso2-scopes").forEach(scope -> scopes.add(scope(scope)));
        }
        return new Resources(resources, scopes);
    }

    private static ApiResource operation(String path, String verb, JsonNode operation) {
        return new ApiResource(
                Resources.pattern(path),
                verb.toUpperCase(Locale.ROOT),
                AuthType.parse(operation.path("x-auth-type").asText()),
                text(operation, "x-throttling-tier", Tier.UNLIMITED_NAME),
                orNull(operation, "x-scope"),
                orNull(operation, "x-mediation-script"));
    }

    /** {@code {"resources" : [{"url_pattern", "http_verbs" : {"GET" : {…}}}], "scopes" : […]}}. */
    static Resources resourceConfig(String text) {
        JsonNode root = parse(text, "Invalid resource configuration");
        List<ApiResource> resources = new ArrayList<>();
        for (JsonNode resource : root.path("resources")) {
            String pattern = Resources.pattern(resource.path("url_pattern").asText());
            for (Map.Entry<String, JsonNode> verb : resource.path("http_verbs").properties()) {
                resources.add(new ApiResource(
                        pattern,
                        verb.getKey().trim().toUpperCase(Locale.ROOT),
                        AuthType.parse(verb.getValue().path("auth_type").asText()),
                        text(verb.getValue(), "throttling_tier", Tier.UNLIMITED_NAME),
                        orNull(verb.getValue(), "scope"),
                        null));
            }
        }
        List<Scope> scopes = new ArrayList<>();
        root.path("scopes").forEach(scope -> scopes.add(scope(scope)));
        return new Resources(resources, scopes);
    }

    private static Scope scope(JsonNode scope) {
        return new Scope(
                scope.path("key").asText().trim(),
                scope.path("name").asText(),
                scope.path("description").asText(),
                new HashSet<>(Texts.list(scope.path("roles").asText())));
    }

    private static JsonNode parse(String text, String otherwise) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException broken) {
            throw new Invalid(otherwise, broken);
        }
        throw new Invalid(otherwise);
    }

    private static String text(JsonNode node, String member, String otherwise) {
        String text = node.path(member).asText().trim();
        return text.isEmpty() || text.equals("null") ? otherwise : text;
    }

    private static @Nullable String orNull(JsonNode node, String member) {
        String text = text(node, member, "");
        return text.isEmpty() ? null : text;
    }
}
