package org.gatehouse.rest.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What the definition tells of answers, and whether one is so. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = document();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    static JsonNode document() {
        try (InputStream text = PublisherRest.class.getResourceAsStream("openapi.json")) {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The methods and addresses that it tells of, as {@code GET /apis}. */
    static List<String> operations() {
        List<String> operations = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** Fails if the answer is none of those that the definition has for the request. */
    void check(HttpRequest request, HttpResponse<String> answer) {
        String as = request.method() + " " + request.uri() + " -> " + answer.statusCode() + " " + answer.body();
        String mediaType =
                answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        assertThat(answer.body()).as(as).doesNotContain("org.gatehouse", "java.lang", "\tat ");
        if (answer.statusCode() >= 400) {
            assertThat(mediaType).as(as).isEqualTo("application/problem+json");
            if (request.method().equals("HEAD")) {
                return;
            }
            valid(as, "#/components/schemas/Problem", answer.body());
            assertThat(RestDoor.tree(answer).path("status").asInt()).as(as).isEqualTo(answer.statusCode());
            assertThat(DOCUMENT.at("/info/description").asText())
                    .as(as)
                    .contains("`" + RestDoor.tree(answer).path("type").asText() + "` | " + answer.statusCode() + " |");
            return;
        }
        JsonNode operation = operation(request);
        JsonNode told = resolved(operation.path("responses").path(String.valueOf(answer.statusCode())));
        assertThat(told.isObject()).as(as).isTrue();
        told.path("headers").fieldNames().forEachRemaining(header -> {
            if (header.equals("ETag") || header.equals("Location")) {
                assertThat(answer.headers().firstValue(header)).as(as).isPresent();
            }
        });
        if (answer.statusCode() == 204) {
            assertThat(answer.body()).as(as).isEmpty();
            return;
        }
        JsonNode content = told.path("content");
        assertThat(content.has(mediaType) || content.has("*/*")).as(as).isTrue();
        String schema = content.path(mediaType).path("schema").path("$ref").asText();
        if (!schema.isEmpty() && !request.method().equals("HEAD")) {
            valid(as, schema, answer.body());
        }
    }

    private static JsonNode operation(HttpRequest request) {
        String path = request.uri().getRawPath().substring(RestDoor.PATH.length());
        String method =
                request.method().equals("HEAD") ? "get" : request.method().toLowerCase(Locale.ROOT);
        List<JsonNode> found = new ArrayList<>();
        DOCUMENT.path("paths").properties().forEach(one -> {
            if (Pattern.matches(one.getKey().replaceAll("\\{[^}]*}", "[^/]+"), path)) {
                found.add(one.getValue().path(method));
            }
        });
        assertThat(found).as(method + " " + path).hasSize(1);
        return found.get(0);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static void valid(String as, String reference, String body) {
        JsonSchema schema = SCHEMAS.computeIfAbsent(reference, key -> {
            var root = JSON.createObjectNode();
            root.put("$ref", key);
            root.set("components", DOCUMENT.path("components"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(
                            root,
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
        });
        try {
            assertThat(schema.validate(JSON.readTree(body))).as(as).isEmpty();
        } catch (IOException notJson) {
            throw new AssertionError(as, notJson);
        }
    }
}
