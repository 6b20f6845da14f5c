package org.gatehouse.web.publisher.apis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.web.publisher.Texts;
import org.jspecify.annotations.Nullable;

/** Reads resources and scopes from the layout that is older than Swagger 2.0, {@code resource_config}. */
final class ResourceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResourceJson() {}

    /** {@code {"resources" : [{"url_pattern", "http_verbs" : {"GET" : {…}}}], "scopes" : […]}}. */
    static Resources resourceConfig(String text) {
        JsonNode root = parse(text);
        List<ApiResource> resources = new ArrayList<>();
        for (JsonNode resource : root.path("resources")) {
            String pattern = Resources.pattern(resource.path("url_pattern").asText());
            for (Map.Entry<String, JsonNode> verb : resource.path("http_verbs").properties()) {
                resources.add(new ApiResource(
                        pattern,
                        verb.getKey().trim().toUpperCase(Locale.ROOT),
                        AuthType.parse(verb.getValue().path("auth_type").asText()),
                        text(verb.getValue(), "throttling_tier", Tier.UNLIMITED_NAME),
                        scopeOf(verb.getValue()),
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

    private static JsonNode parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException broken) {
            throw new Invalid("Invalid resource configuration", broken);
        }
        throw new Invalid("Invalid resource configuration");
    }

    private static String text(JsonNode node, String member, String otherwise) {
        String text = node.path(member).asText().trim();
        return text.isEmpty() || text.equals("null") ? otherwise : text;
    }

    private static @Nullable String scopeOf(JsonNode verb) {
        String text = text(verb, "scope", "");
        return text.isEmpty() ? null : text;
    }
}
