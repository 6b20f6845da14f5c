package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** APIs from definitions that somebody has written: taken, live, and given back. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DefinitionsIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("defined");

    DefinitionsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void signIn() {
        client.signIn();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void whatADefinitionSaysIsServedAndItsTextIsKept() {
        String yaml = """
                openapi: 3.1.0 # with a comment
                info: {title: Städte, version: 1.10}
                x-common: &common {x-auth-type: None, responses: {200: {description: OK}}}
                paths:
                  /towns/{id}:
                    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                    get: *common
                    patch: {<<: *common, x-throttling-tier: Unlimited}
                  /places/{id}: {$ref: '#/paths/~1towns~1{id}'}
                  /städte/{größe}: {get: *common}
                  /closed: {get: {}}
                """;
        client.add(new ApiForm("Defined", "/defined", backend.address()).with("swagger", yaml))
                .publish("Defined");
        assertThat(called("GET", "/towns/7")).isEqualTo("defined GET /towns/7");
        assertThat(called("PATCH", "/towns/7")).isEqualTo("defined PATCH /towns/7");
        assertThat(called("GET", "/places/%C3%A4")).isEqualTo("defined GET /places/%C3%A4");
        assertThat(called("GET", "/st%C3%A4dte/%C3%9C")).isEqualTo("defined GET /st%C3%A4dte/%C3%9C");
        assertThat(client.call(gateway() + "/closed").statusCode()).isEqualTo(401);
        assertThat(client.call(gateway() + "/other").statusCode()).isEqualTo(403);
        assertThat(definition("Defined")).isEqualTo(yaml);
        assertThat(Client.json(design("swaggerForCallers", "Defined", ""))
                        .at("/servers/0/url")
                        .asText())
                .endsWith(":" + server.gatewayTls() + "/defined/1.0.0");
    }

    @Test
    void aDefinitionIsCheckedAndComparedInTheServer() {
        String before = """
                {"swagger" : "2.0", "info" : {"title" : "A", "version" : "1"}, "paths" : {"/a" : {"get" : {
                  "parameters" : [{"name" : "q", "in" : "query", "type" : "string"}],
                  "responses" : {"200" : {"description" : "OK"}}}}}}""";
        client.add(new ApiForm("Compared", "/compared", backend.address()).with("swagger", before));
        String after = "openapi: 3.1.0\ninfo: {title: A}\npaths: {/a: {get: {responses: {200: {description: OK}}}}}";
        assertThat(design("check", "Compared", after))
                .contains("\"place\" : \"/info\", \"message\" : \"version is missing\"");
        assertThat(design("check", "Compared", before)).contains("\"HINT\"").doesNotContain("\"ERROR\"", "\"WARNING\"");
        assertThat(design("compare", "Compared", after)).contains("the parameter q (query) is gone");
    }

    private String called(String method, String path) {
        String body = new Http()
                .send(Http.request(gateway() + path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build())
                .body();
        return body.replaceFirst(" body=.*", "");
    }

    private String definition(String name) {
        return design("swagger", name, "");
    }

    private String design(String action, String name, String swagger) {
        Map<String, String> asked =
                Map.of("action", action, "name", name, "version", "1.0.0", "provider", "admin", "swagger", swagger);
        return client.publisher("item-design/ajax/add.jag", asked).body();
    }

    private String gateway() {
        return "http://localhost:" + server.gateway() + "/defined/1.0.0";
    }
}
