package org.gatehouse.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenApiComparisonTest {
    private static final String PETS = """
            openapi: 3.0.3
            info: {title: Pets, version: '1'}
            paths:
              /pets/{id}:
                parameters:
                  - {name: id, in: path, required: true, schema: {type: string}}
                  - {name: size, in: query, schema: {type: integer}}
                get:
                  summary: One
                  parameters: [{$ref: '#/components/parameters/Sort'}]
                  responses:
                    '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                  responses: {'201': {description: Created}}
              /old: {get: {responses: {'200': {description: OK}}}}
            components:
              parameters: {Sort: {name: sort, in: query, schema: {type: string, enum: [a, b]}}}
              schemas:
                Pet:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
                    age: {type: integer}
                    parent: {$ref: '#/components/schemas/Pet'}
            """;

    private final OpenApiComparison comparison = new OpenApiComparison();

    @Test
    void nothingDiffersFromItself() {
        assertThat(compare(PETS, PETS)).isEmpty();
    }

    @Test
    void whatBecomesOfCallersIsTold() {
        String after = PETS.replace("  /old:", "  /new:")
                .replace("in: query, schema: {type: integer}", "in: query, required: true, schema: {type: string}")
                .replace("enum: [a, b]", "enum: [a, c]")
                .replace("required: [name]", "required: [name, owner]")
                .replace("age: {type: integer}", "owner: {type: string}")
                .replace("summary: One", "summary: Just one");
        assertThat(compare(PETS, after))
                .extracting(DefinitionChange::toString)
                .contains(
                        "BREAKING GET /old: is gone",
                        "COMPATIBLE GET /new: is new",
                        "BREAKING GET /pets/{id}: the parameter size (query) is required now",
                        "BREAKING GET /pets/{id}: the parameter size (query) is of another type",
                        "BREAKING GET /pets/{id}: the parameter sort (query) is b no more",
                        "COMPATIBLE GET /pets/{id}: the parameter sort (query) may be c",
                        "BREAKING GET /pets/{id}: age in the response 200 (application/json) is gone",
                        "COMPATIBLE GET /pets/{id}: owner in the response 200 (application/json) is new",
                        "BREAKING POST /pets/{id}: owner in the body (application/json) is new and required",
                        "COMPATIBLE POST /pets/{id}: age in the body (application/json) is gone");
    }

    @Test
    void wordsAreWords() {
        assertThat(compare(PETS, PETS.replace("summary: One", "summary: Just one")))
                .extracting(DefinitionChange::toString)
                .containsExactly("WORDS GET /pets/{id}: is described in other words");
    }

    @Test
    void swagger2IsComparedWithOpenApi3() {
        String before = """
                {"swagger" : "2.0", "info" : {"title" : "A", "version" : "1"}, "paths" : {"/a" : {"get" : {
                  "parameters" : [{"name" : "q", "in" : "query", "type" : "string"}],
                  "responses" : {"200" : {"description" : "OK"}}}}}}""";
        String after = """
                {"openapi" : "3.1.0", "info" : {"title" : "A", "version" : "1"}, "paths" : {"/a" : {"get" : {
                  "responses" : {"200" : {"description" : "OK"}}}}}}""";
        assertThat(compare(before, before)).isEmpty();
        assertThat(compare(before, after))
                .extracting(DefinitionChange::toString)
                .contains("BREAKING GET /a: the parameter q (query) is gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"swaggerVersion\" : \"1.2\", \"apis\" : []}",
                "swagger: 1",
                "openapi: 3.0.0\npaths: {/a: {get: {responses: {'200': {$ref: '#/paths/~1a'}}}}}\ncomponents: 7",
                "openapi: 3.1.0",
                "openapi: 3.0.0\npaths: {/a: {get: {parameters: [1, {}], responses: []}}}",
            })
    void oddOnesAreRefusedOrCompared(String odd) {
        try {
            assertThat(compare(PETS, odd)).isNotEmpty();
        } catch (Invalid told) {
            assertThat(told).hasMessageContaining("expected");
        }
    }

    @Test
    void howeverLongTheWayToAValueIsItsSentenceIsShort() {
        String name = "n".repeat(900);
        String schemas = IntStream.range(0, 60)
                .mapToObj(i -> "    S%d: {type: object, properties: {%s: {$ref: '#/components/schemas/S%d'}}}"
                        .formatted(i, name, i + 1))
                .collect(Collectors.joining("\n"));
        String before = """
                openapi: 3.0.3
                info: {title: A, version: '1'}
                paths:
                  /a: {get: {responses: {'200': {description: OK, content: {a/b: {schema: {$ref: '#/components/schemas/S0'}}}}}}}
                components:
                  schemas:
                """ + schemas.indent(0) + "    S60: {type: object, properties: {last: {type: string}}}\n";
        assertThat(compare(before, before.replace("last: {type: string}", "other: {type: string}")))
                .anySatisfy(change ->
                        assertThat(change.what()).startsWith("last in nnn").endsWith("is gone"))
                .allSatisfy(change -> assertThat(change.what()).hasSizeLessThan(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type: integer", "type: string, description: another"})
    @Timeout(60)
    void aLargeSchemaThatIsNamedAgainAndAgainIsNotComparedWithoutEnd(String after) {
        OpenApiComparison hasty = new OpenApiComparison(Duration.ofMillis(500));
        Definition before = definition(everywhere("type: string"));
        assertThatThrownBy(() -> hasty.compare(before, definition(everywhere(after)), change -> {}))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("too much of them differs, or is said too often");
    }

    /** One schema of 2 000 members for 100 000 media types: minutes. */
    private static String everywhere(String member) {
        String types = IntStream.range(0, 100_000)
                .mapToObj(i -> "a/b" + i + ": {schema: {$ref: '#/components/schemas/S'}}")
                .collect(Collectors.joining(", "));
        String members = IntStream.range(0, 2000)
                .mapToObj(i -> "p" + i + ": {" + member + "}")
                .collect(Collectors.joining(", "));
        return "openapi: 3.0.3\ninfo: {title: P, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: OK, content: {"
                + types + "}}}}}}\ncomponents: {schemas: {S: {type: object, properties: {" + members + "}}}}\n";
    }

    @Test
    void swagger1IsNotCompared() {
        assertThatThrownBy(() -> compare(PETS, "{\"swaggerVersion\" : \"1.2\", \"apis\" : []}"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Swagger 1.2 (expected: ");
    }

    @Test
    void nothingOutsideIsEverFetched() throws IOException {
        try (Listener listener = new Listener()) {
            String far = PETS.replace("'#/components/schemas/Pet'", "'" + listener.address() + "pet.yaml'");
            assertThat(compare(far, PETS)).isNotNull();
            assertThat(compare(PETS, far)).isNotNull();
            assertThat(listener.calls()).isZero();
        }
    }

    private List<DefinitionChange> compare(String before, String after) {
        List<DefinitionChange> told = new ArrayList<>();
        comparison.compare(definition(before), definition(after), told::add);
        return told;
    }

    private static Definition definition(String text) {
        return new Definition(text, Definition.Syntax.YAML, Definition.Kind.OPENAPI_3_0);
    }
}
