package org.gatehouse.rest.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.keys.OwnScope;
import org.junit.jupiter.api.Test;

/** The definition is one, and tells of all that there is, and of nothing else. */
final class OpenApiTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/gatehouse/rest/publisher");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void itIsAValidDefinition() throws IOException {
        SwaggerParseResult read =
                new OpenAPIV3Parser().readContents(Files.readString(FOLDER.resolve("openapi.json")), null, null);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.isOpenapi31()).isTrue();
        assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(15);
    }

    /** {@code -Dapim.openapi.write=true} writes it. */
    @Test
    void theJsonIsTheYaml() throws IOException {
        JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(FOLDER.resolve("openapi.yaml")));
        Path json = FOLDER.resolve("openapi.json");
        if (Boolean.getBoolean("apim.openapi.write")) {
            Files.writeString(json, JSON.writeValueAsString(unaliased()) + "\n");
        }

        assertThat(JSON.readTree(Files.readString(json)).path("info")).isEqualTo(yaml.path("info"));
        assertThat(JSON.readTree(Files.readString(json))).isEqualTo(unaliased());
    }

    /** Jackson leaves aliases as they are; the parser below it does not. */
    private static JsonNode unaliased() throws IOException {
        return JSON.valueToTree(
                new org.yaml.snakeyaml.Yaml().<Object>load(Files.readString(FOLDER.resolve("openapi.yaml"))));
    }

    @Test
    void everyRouteIsInItAndTheOtherWayRound() {
        try (RestDoor door = new RestDoor()) {
            assertThat(door.rest.routes().stream().map(route -> route.method() + " " + route.template()))
                    .hasSizeGreaterThan(20)
                    .containsExactlyInAnyOrderElementsOf(Contract.operations());
        }
    }

    @Test
    void everyKindOfProblemIsInItsTable() {
        String words = Contract.document().at("/info/description").asText();

        assertThat(Stream.of(ProblemType.values()))
                .allSatisfy(type -> assertThat(words).contains("`" + type.uri() + "` | " + type.status() + " |"));
    }

    @Test
    void everyScopeIsInIt() {
        List<String> told = new ArrayList<>();
        Contract.document()
                .at("/components/securitySchemes/oauth2/flows/password/scopes")
                .fieldNames()
                .forEachRemaining(told::add);

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(OwnScope.values()).map(OwnScope::key).toList());
    }

    @Test
    void everyBodyThatIsTakenIsInIt() {
        try (RestDoor door = new RestDoor()) {
            assertThat(door.rest.routes()).allSatisfy(route -> {
                List<String> told = new ArrayList<>();
                Contract.document()
                        .path("paths")
                        .path(route.template())
                        .path(route.method().toLowerCase(java.util.Locale.ROOT))
                        .path("requestBody")
                        .path("content")
                        .fieldNames()
                        .forEachRemaining(told::add);
                assertThat(route.takes()).as(route.template()).containsExactlyInAnyOrderElementsOf(told);
            });
        }
    }
}
