package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import generated.publisher.ApiClient;
import generated.publisher.ApiException;
import generated.publisher.api.ApisApi;
import generated.publisher.model.Api;
import generated.publisher.model.NewApi;
import generated.publisher.model.Resource;
import generated.publisher.model.Status;
import generated.publisher.model.Step;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The publisher for programs: by password, by token, by a client that was generated from its definition, and by curl. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestPublisherIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("rest");
    private final Http http = new Http();

    RestPublisherIT(Server server) {
        this.server = server;
        this.client = new Client(server).signIn();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    private String door() {
        return "https://localhost:" + server.https() + "/api/publisher/v1";
    }

    private int call(String path) {
        return client.call("http://localhost:" + server.gateway() + path).statusCode();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = Http.request(door() + path, headers)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build());
    }

    @Test
    void aGeneratedClientPublishesAnApi() throws ApiException {
        ApiClient generated = new ApiClient();
        generated.setHttpClientBuilder(HttpClient.newBuilder().sslContext(Http.trustingAll()));
        generated.updateBaseUri(door());
        generated.setRequestInterceptor(request -> request.header("Authorization", Client.basic("admin", "admin")));
        ApisApi apis = new ApisApi(generated);
        NewApi wanted = new NewApi()
                .name("RestGenerated")
                .version("1.0.0")
                .context("/rest-generated")
                .tiers(Set.of("Gold"))
                .endpoints(Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", backend.address())))
                .resources(List.of(new Resource().path("/*").verb("GET").auth(Resource.AuthEnum.NONE)));

        Api created = apis.createApi(wanted, "rest-generated-1");
        apis.moveApi(created.getId(), new Step().status(Status.PUBLISHED), null, null);

        assertThat(call("/rest-generated/1.0.0/now")).isEqualTo(200);
        assertThat(apis.createApi(wanted, "rest-generated-1")).isEqualTo(created);
        Api read = apis.getApi(created.getId());
        assertThat(read.getStatus()).isEqualTo(Status.PUBLISHED);
        assertThat(apis.getLifecycle(created.getId()).getHistory()).hasSize(2);
        assertThat(apis.listApis("restgenerated", List.of(Status.PUBLISHED), null, null, 10, 0)
                        .getTotal())
                .isEqualTo(1);
        apis.deleteApi(created.getId(), null);
        assertThat(call("/rest-generated/1.0.0/now")).isIn(403, 404);
    }

    @Test
    void theScriptOfTheReadmeGoesOnWorking() throws Exception {
        String readme =
                Files.readString(Path.of(System.getProperty("apim.root")).resolve("README.md"));
        Path kept = Files.createTempFile("tides", ".json");
        String script = readme.lines()
                .dropWhile(line -> !line.startsWith("A=https"))
                .takeWhile(line -> !line.startsWith("```"))
                .map(line -> line.replace("localhost:9443", "localhost:" + server.https())
                        .replace("http://localhost:8000", backend.address())
                        .replace("/tmp/tides.json", kept.toString())
                        .replace("curl -k", "curl -sfk"))
                .reduce("set -eo pipefail\n", (lines, line) -> lines + line + "\n");
        Path said = Files.createTempFile("readme", ".out");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(Files.readString(said)).isZero();
        assertThat(call("/tides/1.0.0/high")).isEqualTo(200);
        assertThat(Client.json(send(
                                "GET",
                                "/apis/admin--Tides--1.0.0",
                                "",
                                "Authorization",
                                Client.basic("admin", "admin")))
                        .path("tags"))
                .extracting(JsonNode::asText)
                .containsExactly("sea");
    }

    @Test
    void aTokenIsGoodForItsScopes() {
        client.addApplication("RestApplication");
        Client.Key key = client.generateKey("RestApplication");
        JsonNode granted = token(key, "admin", "admin", "apim:api_view apim:nothing");
        assertThat(granted.path("scope").asText()).isEqualTo("apim:api_view");
        String viewer = "Bearer " + granted.path("access_token").asText();

        assertThat(send("GET", "/apis", "", "Authorization", viewer).statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = send("POST", "/apis", "{}", "Authorization", viewer);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Client.json(refused).path("type").asText()).isEqualTo("urn:gatehouse:problem:scope-missing");

        String creator = "Bearer "
                + token(key, "admin", "admin", "apim:api_create")
                        .path("access_token")
                        .asText();
        HttpResponse<String> created = send(
                "POST",
                "/apis",
                "{\"name\":\"RestToken\",\"version\":\"1\",\"context\":\"/rest-token\",\"resources\":[{\"path\":\"/\",\"verb\":\"GET\"}]}",
                "Authorization",
                creator);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/publisher/v1/apis/admin--RestToken--1");
        assertThat(client.publisher(
                                "listing/ajax/item-list.jag",
                                Map.of("action", "getAPI", "name", "RestToken", "version", "1", "provider", "admin"))
                        .body())
                .contains("RestToken");

        client.token(oauth("revoke"), key, Map.of("token", viewer.substring(7)));
        HttpResponse<String> revoked = send("GET", "/apis", "", "Authorization", viewer);
        assertThat(revoked.statusCode()).isEqualTo(401);
        assertThat(revoked.headers().allValues("WWW-Authenticate")).hasSize(2);
    }

    @Test
    void aScopeIsForWhoHasThePermissionAndForNoApplication() {
        UserAdmin.said(
                server,
                "admin",
                "admin",
                "<addUser><userName>rest-reader</userName><password>rest-secret</password>"
                        + "<roles>Internal/subscriber</roles></addUser>");
        client.addApplication("RestLimits");
        Client.Key key = client.generateKey("RestLimits");

        assertThat(token(key, "rest-reader", "rest-secret", "apim:api_view apim:api_create")
                        .path("scope")
                        .asText())
                .doesNotContain("apim:");
        JsonNode own = Client.json(client.token(
                oauth("token"), key, Map.of("grant_type", "client_credentials", "scope", "apim:api_view")));
        assertThat(own.path("scope").asText()).doesNotContain("apim:");
        assertThat(send(
                                "GET",
                                "/apis",
                                "",
                                "Authorization",
                                "Bearer " + own.path("access_token").asText())
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> reader =
                send("GET", "/apis", "", "Authorization", Client.basic("rest-reader", "rest-secret"));
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.body()).contains("permission-missing").doesNotContain("items");
    }

    private JsonNode token(Client.Key key, String user, String password, String scope) {
        return Client.json(client.token(
                oauth("token"),
                key,
                Map.of("grant_type", "password", "username", user, "password", password, "scope", scope)));
    }

    private String oauth(String endpoint) {
        return "https://localhost:" + server.https() + "/oauth2/" + endpoint;
    }

    @Test
    void strangersAreToldInTheSameShape() throws IOException {
        assertThat(send("GET", "/openapi.json", "").body()).contains("\"openapi\": \"3.1.0\"");
        for (String path : List.of("/apis", "/apis/x", "/tiers")) {
            HttpResponse<String> refused = send("GET", path, "");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        }
        for (String path : List.of("/nothing", "/apis/a/b/c/d", "")) {
            HttpResponse<String> refused = send("GET", path, "", "Authorization", Client.basic("admin", "admin"));
            assertThat(refused.statusCode()).as(path).isEqualTo(404);
            assertThat(refused.headers().firstValue("Content-Type")).as(path).contains("application/problem+json");
        }
        for (String path : List.of("/apis/a%2Fb--c--1", "/apis/a;b--c--1", "/apis/..%2f..%2fx", "/apis/%c0%ae--c--1")) {
            HttpResponse<String> refused = send("GET", path, "", "Authorization", Client.basic("admin", "admin"));
            assertThat(refused.statusCode()).as(path).isIn(400, 404);
            assertThat(refused.body()).as(path).doesNotContain("Exception", "\tat ", "jetty");
        }
    }
}
