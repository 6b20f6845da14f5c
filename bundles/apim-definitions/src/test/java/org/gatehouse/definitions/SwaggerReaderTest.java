package org.gatehouse.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.Definition.Syntax;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SwaggerReaderTest {
    private final DefinitionReader reader = new SwaggerReader();

    @Test
    void swagger2IsReadWithOurMembers() {
        String text = """
                {"swagger" : "2.0", "info" : {"title" : "Pets", "version" : "1.0.0", "description" : "All of them"},
                 "host" : "pets.example", "basePath" : "/v1", "schemes" : ["https", "http"],
                 "paths" : {"/pets/{id}" : {
                   "get" : {"x-auth-type" : "Application", "x-throttling-tier" : "Gold", "x-scope" : "read"},
                   "patch" : {"x-mediation-script" : "mc.setProperty('a', 'b');"}}},
                 "x-wso2-security" : {"apim" : {"x-wso2-scopes" : [
                   {"key" : "read", "name" : "Read", "roles" : "a, b", "description" : "Reading"}]}}}""";
        ParsedDefinition read = reader.read(text);
        assertThat(read.definition().text()).isSameAs(text);
        assertThat(read.definition().kind()).isEqualTo(Kind.SWAGGER_2);
        assertThat(read.definition().syntax()).isEqualTo(Syntax.JSON);
        assertThat(read)
                .extracting(ParsedDefinition::title, ParsedDefinition::version, ParsedDefinition::description)
                .containsExactly("Pets", "1.0.0", "All of them");
        assertThat(read.resources())
                .containsExactly(
                        new ApiResource("/pets/{id}", "GET", AuthType.APPLICATION, "Gold", "read", null),
                        new ApiResource(
                                "/pets/{id}", "PATCH", AuthType.ANY, "Unlimited", null, "mc.setProperty('a', 'b');"));
        assertThat(read.scopes()).containsExactly(new Scope("read", "Read", "Reading", Set.of("a", "b")));
        assertThat(read.servers()).containsExactly("https://pets.example/v1", "http://pets.example/v1");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void whatIsSaidWithNothingBehindItIsEmpty() {
        ParsedDefinition read = reader.read("""
                swagger: '2.0'
                info:
                  title:
                  version:
                  description:
                resourcePath:
                host:
                basePath:
                paths: {/a: {get: {operationId: , responses: {200: {description: OK}}}}}
                x-wso2-security: {apim: {x-wso2-scopes: [{key: read, name: , description: , roles: }]}}
                """);
        assertThat(read)
                .extracting(ParsedDefinition::title, ParsedDefinition::version, ParsedDefinition::description)
                .containsExactly("", "", "");
        assertThat(read.servers()).isEmpty();
        assertThat(read.scopes()).containsExactly(new Scope("read", "", "", Set.of()));
        assertThat(reader.check(read.definition()))
                .extracting(DefinitionProblem::message)
                .contains("has no operationId: generated clients name it by its path");
    }

    @Test
    void openApi31InYamlIsRead() {
        ParsedDefinition read = reader.read("""
                openapi: 3.1.0
                info: {title: Städte, version: 1.10}
                servers:
                  - url: /v2
                  - url: https://{host}/api
                    variables: {host: {default: städte.example}}
                paths:
                  /städte/{größe}:
                    summary: with one parameter for all verbs
                    parameters:
                      - {name: größe, in: path, required: true, schema: {type: string}}
                    get:
                      responses: {200: {description: OK}}
                    x-note: ours
                  x-groups: {get: {}}
                webhooks: {}
                """);
        assertThat(read.definition().kind()).isEqualTo(Kind.OPENAPI_3_1);
        assertThat(read.definition().syntax()).isEqualTo(Syntax.YAML);
        assertThat(read.version()).isEqualTo("1.10");
        assertThat(resources(read)).containsExactly("GET /städte/{größe}");
        assertThat(read.servers()).containsExactly("/v2", "https://städte.example/api");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void swagger12IsRead() {
        ParsedDefinition read = reader.read("""
                {"swaggerVersion" : "1.2", "apiVersion" : "7", "basePath" : "http://h/api", "resourcePath" : "/pet",
                 "apis" : [{"path" : "/pet/{id}", "operations" : [{"method" : "GET"}, {"httpMethod" : "DELETE"}]},
                           {"path" : "/list"}]}""");
        assertThat(read.definition().kind()).isEqualTo(Kind.SWAGGER_1);
        assertThat(resources(read)).containsExactly("GET /pet/{id}", "DELETE /pet/{id}");
        assertThat(read.servers()).containsExactly("http://h/api");
        assertThat(read.problems())
                .singleElement()
                .extracting(DefinitionProblem::place)
                .isEqualTo("/apis/1");
    }

    @ParameterizedTest
    @CsvSource({"3.0.4,OPENAPI_3_0", "3.1.1,OPENAPI_3_1", "3.2.0,OPENAPI_3_2"})
    void eachOpenApiIsKnown(String version, Kind kind) {
        assertThat(reader.read("openapi: " + version + "\npaths: {}")
                        .definition()
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void pathsThatPointToOthersAreResolved() {
        ParsedDefinition read = reader.read("""
                openapi: 3.0.3
                paths:
                  /a: {get: {}}
                  /b: {$ref: '#/paths/~1a'}
                  /c: {$ref: '#/components/x-items/one', post: {}}
                  /d%7B: {$ref: '#/paths/~1b'}
                  /self: {$ref: '#/paths/~1self'}
                  /far: {$ref: 'http://127.0.0.1:1/a.yaml#/b'}
                components: {x-items: {one: {put: {}}}}
                """);
        assertThat(resources(read)).containsExactly("GET /a", "GET /b", "PUT /c", "POST /c", "GET /d%7B");
        assertThat(read.problems())
                .extracting(DefinitionProblem::place)
                .containsExactly("/paths/~1self/$ref", "/paths/~1far/$ref");
    }

    @Test
    void whatIsNotTakenIsTold() {
        ParsedDefinition read = reader.read("""
                openapi: 3.2.0
                paths:
                  /a#one: {get: {}, trace: {}, query: {}, additionalOperations: {LINK: {}}}
                  /a#two: {get: {}, post: , put: [], PATCH: {}}
                  /b: null
                """);
        assertThat(resources(read)).containsExactly("GET /a", "POST /a", "PATCH /a");
        assertThat(read.problems())
                .extracting(DefinitionProblem::place)
                .containsExactly(
                        "/paths/~1a#one",
                        "/paths/~1a#one/trace",
                        "/paths/~1a#one/query",
                        "/paths/~1a#one/additionalOperations/LINK",
                        "/paths/~1a#two",
                        "/paths/~1a#two/get",
                        "/paths/~1a#two/put",
                        "/paths/~1b");
    }

    @Test
    void aQueryIsPartOfAPatternThatHasVariables() {
        ParsedDefinition read = reader.read("""
                swagger: '2.0'
                paths:
                  /a?b={c}: {get: {}}
                  /a/{d}?e=f#g: {get: {}}
                  /a?e=f: {get: {}}
                  b: {get: {}}
                """);
        assertThat(resources(read)).containsExactly("GET /a?b={c}", "GET /a/{d}?e=f", "GET /a", "GET /b");
        assertThat(read.problems())
                .extracting(DefinitionProblem::toString)
                .containsExactly(
                        "/paths/~1a~1{d}?e=f#g: #g tells no path apart, and is left out of it",
                        "/paths/~1a?e=f: ?e=f tells no path apart, and is left out of it");
    }

    @Test
    void yamlIsReadAsOpenApiMeansIt() {
        ParsedDefinition read = reader.read("""
                swagger: "2.0"
                info: {title: no, version: 2001-01-01, description: !!str 1}
                x-common: &common
                  get: &get {x-throttling-tier: Gold}
                paths:
                  /a: *common
                  /b: {<<: *common, post: {}}
                  /c: {<<: [{put: *get}, {put: {}}]}
                """);
        assertThat(read)
                .extracting(ParsedDefinition::title, ParsedDefinition::version, ParsedDefinition::description)
                .containsExactly("no", "2001-01-01", "1");
        assertThat(resources(read)).containsExactly("GET /a", "POST /b", "GET /b", "PUT /c");
        assertThat(read.resources()).extracting(ApiResource::tier).containsExactly("Gold", "Unlimited", "Gold", "Gold");
    }

    @Test
    void namesGivenTwiceAreTold() {
        String json = "{\"swagger\" : \"2.0\", \"paths\" : {\"/a\" : {},\n\"/a\" : {\"get\" : {}}}}";
        assertThat(resources(reader.read(json))).containsExactly("GET /a");
        assertThat(reader.read(json).problems())
                .singleElement()
                .hasToString("line 2, column 1: /a is given twice, and the later one counts");
        assertThat(reader.read("swagger: 2.0\npaths:\n  /a: {}\n  /a: {}\n").problems())
                .singleElement()
                .hasToString("line 4, column 3: /a is given twice, and the later one counts");
    }

    @Test
    void jsonWithACommaTooManyIsReadAsYaml() {
        ParsedDefinition read = reader.read("{\"swagger\": \"2.0\", \"paths\": {\"/a\": {\"get\": {},}}}");
        assertThat(resources(read)).containsExactly("GET /a");
        assertThat(read.problems()).singleElement().asString().startsWith("line 1, column 47: is no JSON");
    }

    @Test
    void aMarkInFrontIsNoMatter() {
        assertThat(resources(reader.read("\uFEFF{\"swagger\" : \"2.0\", \"paths\" : {\"/a\" : {\"get\" : {}}}}")))
                .containsExactly("GET /a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"swagger\" : \"2.0\",|line 1",
                "{} x|line 1, column 4",
                "a: [1|line 1, column 6",
                "a: b: c|line 1, column 5",
                "[1]|no object",
                "hello|no object",
                "{\"a\" : 1}|no version of Swagger",
                "openapi: 4.0.0|/openapi: version 4.0.0 (expected: 3.0, 3.1 or 3.2)",
                "swagger: 3|/swagger: version 3",
                "a: *b|*b stands for nothing",
                "a: &b [*b]|*b stands for nothing, or for what it is in itself",
                "? {a: b}|a name that is no text",
            })
    void whatIsNoDefinitionIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(MalformedDefinition.class)
                .hasMessageStartingWith("Invalid Swagger definition. ")
                .hasMessageContaining(message);
    }

    @Test
    void noTextGrowsBeyondTheBounds() {
        StringBuilder laughs = new StringBuilder("swagger: '2.0'\na0: &a0 [lol, lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertRefused(laughs.toString(), "becomes too large");
        String longOne = "x".repeat(1_000_000);
        assertRefused("a: &a " + longOne + "\nb: [" + "*a,".repeat(1000) + "]", "becomes too large");
        assertRefused("{\"a\" : [" + "[],".repeat(4_000_000) + "[]]}", "becomes too large");
        assertRefused("{\"a\" : " + "[".repeat(100_000) + "]".repeat(100_000) + "}", "line 1");
        assertRefused("a: " + "[".repeat(100_000) + "]".repeat(100_000), "nested deeper than 300");
        StringBuilder towers = new StringBuilder("swagger: '2.0'\na0: &a0 []\n");
        for (int i = 1; i < 60; i++) {
            towers.append("a%d: &a%d %s*a%d%s%n".formatted(i, i, "[".repeat(280), i - 1, "]".repeat(280)));
        }
        assertRefused(towers.toString(), "line 4, column 289: values are nested deeper than 300");
        assertRefused(
                "swagger: '2.0'\nx-a: {get: {a: [" + "1,".repeat(50_000) + "]}}\npaths:\n"
                        + IntStream.range(0, 30)
                                .mapToObj("  /p%d: {$ref: '#/x-a'}\n"::formatted)
                                .collect(Collectors.joining()),
                "references to paths make the definition too large");
        String longName = "n".repeat(5001);
        assertRefused(
                "{\"a\" : {\"" + longName + "\" : 1}}", "column 9: a name of 5001 characters (expected: at most 5000)");
        assertRefused("a:\n  ? " + longName + "\n  : 1\n", "line 2, column 5: a name of 5001 characters");
        assertRefused("a: &a " + longName + "\nb: {*a : 1}\n", "line 2, column 5: a name of 5001 characters");
        assertRefused("a: " + "x".repeat(DefinitionReader.MAX_BYTES), "longer than 15 MB");
        assertRefused("a: " + "ä".repeat(DefinitionReader.MAX_BYTES / 2), "longer than 15 MB");
    }

    @Test
    void anAnchorIsUsedAsDeepAsTheBoundsAllow() {
        assertThat(reader.read(nested(199)).problems()).isEmpty();
        assertRefused(nested(200), "nested deeper than 300");
    }

    private static String nested(int brackets) {
        return "swagger: '2.0'\npaths: {}\ndeep: " + "[".repeat(280) + "]".repeat(280) + "\na: &a " + "[".repeat(100)
                + "1" + "]".repeat(100) + "\nb: " + "[".repeat(brackets) + "*a" + "]".repeat(brackets) + "\n";
    }

    @Test
    void moreThanFiveThousandOperationsAreTooMany() {
        StringBuilder text = new StringBuilder("swagger: '2.0'\npaths:\n");
        for (int i = 0; i < 5001; i++) {
            text.append("  /p").append(i).append(": {get: {}}\n");
        }
        assertRefused(text.toString(), "/paths: 5001 operations (expected: at most 5000)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999", "1E-999999999", "-0.0000000000000000000001", "12345678901234567890123", "1.10"})
    void numbersHarmNobody(String number) {
        ParsedDefinition read = reader.read(
                "{\"swagger\" : \"2.0\", \"info\" : {\"version\" : " + number + "}, \"paths\" : {\"/a\" : {\"get\" : {"
                        + "\"parameters\" : [{\"name\" : \"n\", \"in\" : \"query\", \"type\" : \"integer\", \"maximum\" : "
                        + number + "}]}}}}");
        assertThat(resources(read)).containsExactly("GET /a");
        assertThat(reader.check(read.definition())).isNotEmpty();
    }

    @Test
    void aCheckTellsPlaceAndReason() {
        ParsedDefinition read = reader.read("""
                openapi: 3.0.3
                info: {title: A}
                paths:
                  /a/{b}:
                    get: {parameters: [{in: query}], responses: {200: {description: OK, colour: red}}}
                """);
        assertThat(reader.check(read.definition()))
                .extracting(DefinitionProblem::toString)
                .contains(
                        "/info: version is missing",
                        "/paths/~1a~1{b}/get/parameters: name is missing",
                        "/paths/~1a~1{b}/get/responses/200/colour: is unexpected");
    }

    @Test
    void whatStopsTheParserIsToldWithoutItsInside() {
        ParsedDefinition read = reader.read("{\"swagger\" : \"2.0\", \"paths\" : {}, \"parameters\" : {\"P\" : {}}}");
        assertThat(reader.check(read.definition()))
                .extracting(DefinitionProblem::message)
                .contains("the check against the specification could not go on here");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void howeverManyProblemsThereAreTheCheckEndsSoon() {
        String paths = IntStream.range(0, 100_000)
                .mapToObj("\"/p%d\" : 1"::formatted)
                .collect(Collectors.joining(",", "{", "}"));
        ParsedDefinition read = reader.read("{\"openapi\" : \"3.0.3\", \"paths\" : " + paths + "}");
        assertThat(reader.check(read.definition()))
                .hasSize(1000)
                .contains(new DefinitionProblem(
                        DefinitionProblem.Severity.ERROR, "/paths/~1p7", "is not of type `object`"));
    }

    @Test
    void aSwagger2IsCheckedToo() {
        ParsedDefinition read = reader.read("{\"swagger\" : \"2.0\", \"paths\" : {\"/a\" : {\"get\" : {}}}}");
        assertThat(reader.check(read.definition()))
                .extracting(DefinitionProblem::place)
                .contains("", "/paths/~1a/get");
    }

    @Test
    void nothingOutsideIsEverFetched(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.yaml"), "get: {x-throttling-tier: Secret}");
        try (Listener listener = new Listener()) {
            for (String far :
                    List.of(listener.address() + "a.yaml", secret.toUri().toString(), secret.toString())) {
                for (String head : List.of("openapi: 3.0.3", "openapi: 3.1.0", "swagger: '2.0'")) {
                    ParsedDefinition read = reader.read(head + """

                            info: {title: A, version: 1}
                            paths:
                              /a: {$ref: 'FAR'}
                              /b:
                                parameters: [{$ref: 'FAR#/x'}]
                                get: {responses: {200: {$ref: 'FAR'}}, requestBody: {content: {a/b: {schema: {$ref: 'FAR'}}}}}
                            components: {schemas: {X: {$ref: 'FAR'}}, examples: {Y: {externalValue: 'FAR'}}}
                            definitions: {X: {$ref: 'FAR'}}
                            """.replace("FAR", far));
                    List<DefinitionProblem> problems = reader.check(read.definition());
                    assertThat(resources(read)).containsExactly("GET /b");
                    assertThat(problems.toString()).doesNotContain("Secret");
                }
            }
            assertThat(listener.calls()).isZero();
        }
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(MalformedDefinition.class)
                .hasMessageContaining(message);
    }

    static List<String> resources(ParsedDefinition read) {
        return read.resources().stream()
                .map(resource -> resource.verb() + " " + resource.urlPattern())
                .toList();
    }
}
