package org.gatehouse.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SwaggerWriterTest {
    private static final Scope READ = new Scope("read", "Read", "Reading", Set.of("b", "a"));
    private static final ApiResource GUARDED =
            new ApiResource("/a/{id}", "GET", AuthType.APPLICATION_USER, "Gold", "read", null);
    private static final ApiResource OPEN = new ApiResource("/a/{id}", "PUT", AuthType.NONE, "Unlimited", null, null);

    private final SwaggerReader reader = new SwaggerReader();
    private final SwaggerWriter writer = new SwaggerWriter(api -> List.of());

    @Test
    void anApiWithoutADefinitionGetsOne() throws JsonProcessingException {
        Definition generated = writer.generated(api(List.of(GUARDED, OPEN), List.of(READ)));
        assertThat(json(generated.text())).isEqualTo(json("""
                {"swagger" : "2.0",
                 "info" : {"title" : "PhoneVerification", "description" : "Rain & sun", "contact" : {"name" : "B", "email" : "b@h"},
                           "version" : "1.0.0"},
                 "paths" : {"/a/{id}" : {
                   "get" : {"x-auth-type" : "Application_User", "x-throttling-tier" : "Gold", "x-scope" : "read",
                            "responses" : {"200" : {"description" : "OK"}}},
                   "put" : {"x-auth-type" : "None", "x-throttling-tier" : "Unlimited",
                            "responses" : {"200" : {"description" : "OK"}}}}},
                 "x-wso2-security" : {"apim" : {"x-wso2-scopes" : [
                   {"key" : "read", "name" : "Read", "roles" : "a,b", "description" : "Reading"}]}}}"""));
        assertThat(reader.read(generated.text()).resources()).containsExactly(GUARDED, OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"swagger\" : \"2.0\",   \"paths\" : {\"/a\" : {\"get\" : {\"responses\" : {}}}}}",
                "openapi: 3.1.0\n# a comment\npaths: {/a: {get: {}}}\n",
            })
    void whatTheApiIsAlreadyStaysLetterByLetter(String text) {
        ParsedDefinition read = reader.read(text);
        Definition given = writer.of(api(read.resources(), read.scopes()), read.definition());
        assertThat(given).isSameAs(read.definition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
        {"swaggerVersion" : "1.2", "apis" : [{"path" : "/a/{id}", "operations" : [{"method" : "GET"}, {"method" : "POST"}]}]}""",
                """
        {"swagger" : "2.0", "paths" : {"/a/{id}" : {"get" : {}, "post" : {}}, "/b" : {"get" : {}}}}""",
                """
        {"openapi" : "3.0.0", "paths" : {"/a/{id}" : {"$ref" : "#/paths/~1b"}, "/b" : {"get" : {}, "post" : {}}}}""",
                """
        {"openapi" : "3.1.0", "paths" : {"/a/{id}" : null, "/a/{id}#x" : {"get" : {}}}}""",
                "openapi: 3.2.0\npaths:\n  /c: &c {post: {}, get: {}}\n  /a/{id}: *c\n",
            })
    void theStoredResourcesAreTheTruth(String text) {
        ParsedDefinition read = reader.read(text);
        Definition given = writer.of(api(List.of(GUARDED, OPEN), List.of(READ)), read.definition());
        ParsedDefinition again = reader.read(given.text());
        assertThat(new HashSet<>(again.resources())).isEqualTo(Set.of(GUARDED, OPEN));
        assertThat(again.scopes()).containsExactly(READ);
        assertThat(again.definition().kind()).isEqualTo(read.definition().kind());
    }

    /** Three aliases that stand for 15 MB more. */
    @Test
    void whatAliasesStandForIsWrittenWithinBounds() {
        String many = "openapi: 3.0.0\nx-a: &a [" + ("a".repeat(60) + ",").repeat(85_000) + "]"
                + "\nx-b: [*a, *a, *a]\ninfo: {title: A, version: '1'}\npaths: {}\n";
        ParsedDefinition read = reader.read(many);
        assertThat(writer.of(api(List.of(), List.of()), read.definition())).isSameAs(read.definition());
        assertThatThrownBy(() -> writer.of(api(List.of(OPEN), List.of()), read.definition()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("longer than 15 MB", "expected");
    }

    @Test
    void onlyForItsIndentationNoneIsTooLong() {
        String deep = "{\"a\":".repeat(11) + "[" + "{\"a\":1},".repeat(300_000) + "1]" + "}".repeat(11);
        String dense = "{\"openapi\":\"3.0.0\",\"x-a\":" + deep + ",\"paths\":{}}";
        ParsedDefinition read = reader.read(dense);
        Definition given = writer.of(api(List.of(OPEN), List.of()), read.definition());
        assertThat(given.text()).startsWith("{\"openapi\":\"3.0.0\",").hasSizeLessThan(DefinitionReader.MAX_BYTES);
        assertThat(reader.read(given.text()).resources()).containsExactly(OPEN);
    }

    @Test
    void allElseStaysInItsOrder() {
        ParsedDefinition read = reader.read("""
                {"x-first" : {"b" : 1.10, "a" : [null, true]}, "openapi" : "3.0.0", "info" : {"zz" : 1, "title" : "A"},
                 "paths" : {"/z" : {"parameters" : [], "get" : {"x-mine" : 1, "responses" : {}}, "x-path" : "ü"},
                            "/a/{id}" : {"get" : {"summary" : "S", "x-auth-type" : "None"}}, "x-p" : 2},
                 "x-wso2-security" : {"apim" : {"x-wso2-scopes" : [], "mine" : 1}, "other" : {"x-wso2-scopes" : []}},
                 "x-last" : 1}""");
        Definition given = writer.of(
                api(
                        List.of(GUARDED, new ApiResource("/z", "GET", AuthType.ANY, "Unlimited", null, null)),
                        List.of(READ)),
                read.definition());
        assertThat(given.text().replaceAll("\\s+", "")).isEqualTo("""
                {"x-first":{"b":1.10,"a":[null,true]},"openapi":"3.0.0","info":{"zz":1,"title":"A"},\
                "paths":{"/z":{"parameters":[],"get":{"x-mine":1,"responses":{},\
                "x-auth-type":"Application&ApplicationUser","x-throttling-tier":"Unlimited"},"x-path":"ü"},\
                "/a/{id}":{"get":{"summary":"S","x-auth-type":"ApplicationUser","x-throttling-tier":"Gold",\
                "x-scope":"read"}},"x-p":2},\
                "x-wso2-security":{"apim":{"mine":1,"x-wso2-scopes":[{"key":"read","name":"Read","roles":"a,b",\
                "description":"Reading"}]},"other":{}},"x-last":1}""");
    }

    @Test
    void anAddedResourceIsAValidOperation() {
        ParsedDefinition read = reader.read("openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths: {}");
        Definition given = writer.of(api(List.of(GUARDED), List.of(READ)), read.definition());
        assertThat(reader.check(given)).noneMatch(problem -> problem.severity() != Severity.HINT);
    }

    @Test
    void whoCallsFindsTheGatewaysAndTheTokensThatTheyWant() throws JsonProcessingException {
        ParsedDefinition read = reader.read("""
                {"openapi" : "3.0.0", "servers" : [{"url" : "http://backend/"}], "security" : [{"key" : []}],
                 "paths" : {"/a/{id}" : {"servers" : [], "get" : {"servers" : [], "security" : [{"key" : []}]}, "put" : {}}},
                 "components" : {"securitySchemes" : {"key" : {"type" : "apiKey", "name" : "k", "in" : "query"}}}}""");
        SwaggerWriter known = new SwaggerWriter(any -> List.of("https://a:8243", "http://a:8280", "https://b"));
        Api api = api(List.of(GUARDED, OPEN), List.of(READ)).withEnvironments(Set.of());
        JsonNode given = json(known.forCallers(api, read.definition()).text());
        assertThat(given.path("servers"))
                .isEqualTo(
                        json("[{\"url\" : \"https://a:8243/phone/1.0.0\"}, {\"url\" : \"http://a:8280/phone/1.0.0\"},"
                                + " {\"url\" : \"https://b/phone/1.0.0\"}]"));
        assertThat(given.has("security")).isFalse();
        assertThat(given.at("/paths/~1a~1{id}").has("servers")).isFalse();
        assertThat(given.at("/paths/~1a~1{id}/get").has("servers")).isFalse();
        assertThat(given.at("/paths/~1a~1{id}/get/security")).isEqualTo(json("[{\"gatehouse\" : [\"read\"]}]"));
        assertThat(given.at("/paths/~1a~1{id}/put/security")).isEqualTo(json("[]"));
        assertThat(given.at("/components/securitySchemes/gatehouse"))
                .isEqualTo(json("{\"type\" : \"oauth2\", \"flows\" : {\"clientCredentials\" : {"
                        + "\"tokenUrl\" : \"https://a:8243/token\", \"scopes\" : {\"read\" : \"Read\"}}}}"));
        assertThat(given.at("/components/securitySchemes/key").isMissingNode()).isFalse();
    }

    @Test
    void ofSwagger2ThereIsOneServer() throws JsonProcessingException {
        SwaggerWriter known = new SwaggerWriter(any -> List.of("https://b"));
        Api api = api(List.of(OPEN), List.of()).withEnvironments(Set.of("B")).withTransports(Set.of("https"));
        JsonNode given = json(known.forCallers(api, known.generated(api)).text());
        assertThat(given.path("host").asText()).isEqualTo("b");
        assertThat(given.path("basePath").asText()).isEqualTo("/phone/1.0.0");
        assertThat(given.path("schemes")).isEqualTo(json("[\"https\"]"));
        assertThat(given.at("/securityDefinitions/gatehouse/tokenUrl").asText()).isEqualTo("https://b/token");
        Definition unknown = writer.generated(api);
        assertThat(writer.forCallers(api, unknown)).isSameAs(unknown);
    }

    @Test
    void yamlIsWrittenInJsonWithAllThatItsAliasesStandFor() throws JsonProcessingException {
        Definition yaml = reader.read("""
                        openapi: 3.0.0 # gone
                        info: {title: A, version: "1.10"}
                        x-a: &a [yes, 0x1F, 2026-12-01]
                        x-b: *a
                        paths: {/z: {get: {}}, /a: {get: {}}}""").definition();
        Definition given = writer.inJson(yaml);
        assertThat(given.syntax()).isEqualTo(Definition.Syntax.JSON);
        assertThat(given.kind()).isEqualTo(yaml.kind());
        JsonNode root = json(given.text());
        assertThat(root.at("/info/version").asText()).isEqualTo("1.10");
        assertThat(root.path("x-b")).isEqualTo(root.path("x-a")).hasSize(3);
        assertThat(root.path("paths").fieldNames()).toIterable().containsExactly("/z", "/a");
        assertThat(writer.inJson(given)).isSameAs(given);
    }

    private static Api api(List<ApiResource> resources, List<Scope> scopes) {
        Api api = Fixtures.phoneVerification();
        return new Api(
                api.id(),
                api.contextTemplate(),
                api.status(),
                new Description("Rain & sun", List.of(), "", "", "", new Contact("B", "b@h"), new Contact("", "")),
                api.visibility(),
                api.availability(),
                api.backend(),
                api.transports(),
                api.tiers(),
                new ArrayList<>(resources),
                scopes,
                api.mediation(),
                api.defaultVersion(),
                api.environments(),
                api.original(),
                api.lastUpdated(),
                api.lastUpdatedBy(),
                api.revision());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
