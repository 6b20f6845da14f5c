package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.web.publisher.PublisherDoor.ADD;
import static org.gatehouse.web.publisher.PublisherDoor.DESIGN;
import static org.gatehouse.web.publisher.PublisherDoor.IMPORT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.domain.catalog.ApiResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefinitionFilesTest {
    private static final String OK = "{\"error\" : false}";
    private static final String ID = "&name=Pets&version=1.0.0&provider=admin";
    private static final String PETS = """
            {"swagger" : "2.0", "x-mine" : {"b" : 1, "a" : 2},
             "paths" : {"/pets" : {"get" : {"x-auth-type" : "None", "responses" : {}}, "patch" : {}}}}""";

    private final PublisherDoor door = new PublisherDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void aDefinitionIsGivenBackAsItWasSent() {
        door.login("admin");
        assertThat(send("addAPI", "swagger", PETS)).isEqualTo(OK);
        assertThat(door.apis.all().get(0).resources())
                .extracting(ApiResource::verb)
                .containsExactly("GET", "PATCH");
        assertThat(door.http.get(DESIGN + "?action=swagger" + ID).body()).isEqualTo(PETS);
    }

    @Test
    void callersGetADefinitionOfTheirOwn() {
        assertThat(door.http.get(DESIGN + "?action=swaggerForCallers" + ID).body())
                .contains("\"timeout\"");
        door.login("admin");
        assertThat(door.http.get(DESIGN + "?action=swaggerForCallers" + ID).body())
                .contains("\" Error occurred while getting API information of the api- Pets-1.0.0\"");
        send("addAPI", "swagger", PETS);
        assertThat(door.http
                        .get(DESIGN + "?action=swaggerForCallers" + ID)
                        .body()
                        .replaceAll("\\s", ""))
                .contains("\"host\":\"gw.example:8243\",\"basePath\":\"/pets/1.0.0\",\"schemes\":[\"https\"]");
    }

    @Test
    void whatTheApiHasBecomeIsInItsDefinition() {
        door.login("admin");
        send("addAPI", "swagger", PETS);
        assertThat(send(
                        "updateAPI",
                        "resource_config",
                        "{\"resources\" : [{\"url_pattern\" : \"/pets\", \"http_verbs\" : {\"GET\" : {"
                                + "\"auth_type\" : \"Application\", \"throttling_tier\" : \"Gold\"}}}]}"))
                .isEqualTo(OK);
        assertThat(door.http.get(DESIGN + "?action=swagger" + ID).body().replaceAll("\\s", ""))
                .isEqualTo("{\"swagger\":\"2.0\",\"x-mine\":{\"b\":1,\"a\":2},\"paths\":{\"/pets\":{\"get\":{"
                        + "\"x-auth-type\":\"Application\",\"responses\":{},\"x-throttling-tier\":\"Gold\"}}}}");
    }

    @Test
    void anotherDefinitionTakesThePlaceOfTheFirst() {
        door.login("admin");
        send("addAPI", "swagger", PETS);
        String yaml = "openapi: 3.1.0\n# of cats\npaths: {/cats: {get: {}}}\n";
        assertThat(send("updateAPI", "swagger", yaml)).isEqualTo(OK);
        assertThat(door.http.get(DESIGN + "?action=swagger" + ID).body()).isEqualTo(yaml);
    }

    @Test
    void anApiWithoutADefinitionGetsOne() {
        door.login("admin");
        send("addAPI", "resourceMethod-0", "GET", "uriTemplate-0", "/a");
        assertThat(door.http.get(DESIGN + "?action=swagger" + ID).body())
                .contains("\"title\" : \"Pets\"")
                .contains("\"x-auth-type\" : \"Any\"");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(door.http.get(DESIGN + "?action=swagger" + ID).body()).contains("\"timeout\"");
        assertThat(door.http.get(IMPORT + "?action=session").body()).contains("\"timeout\"");
        door.login("admin");
        assertThat(door.http.get(DESIGN + "?action=swagger" + ID).body())
                .contains("\" Error occurred while getting API information of the api- Pets-1.0.0\"");
        assertThat(door.http.get(DESIGN + "?action=swagger").body()).contains("\" The parameter provider is missing\"");
        assertThat(send("addAPI", "swagger", "{\"swagger\" :"))
                .contains("\" Invalid Swagger definition. line 1, column ");
        assertThat(door.http.get(DESIGN + "?action=start").body()).contains("start is not supported");
        assertThat(door.http
                        .post(DESIGN, "action", "start", "import-definition", "raml")
                        .body())
                .contains("\" import-definition: raml (expected: swagger-file or swagger-url, or nothing)\"");
        assertThat(door.http
                        .post(DESIGN, "action", "start", "import-definition", "swagger-file")
                        .body())
                .contains("\" swagger-file: none (expected: a file with a definition)\"");
        assertThat(start("no: {")).contains("\" Invalid Swagger definition. line 1, column ");
        assertThat(door.http.get(IMPORT + "?action=session").body()).isEqualTo("null");
        assertThat(door.apis.all()).isEmpty();
    }

    @Test
    void aDefinitionIsCheckedAndComparedWithWhatTheApiHas() {
        door.login("admin");
        send("addAPI", "swagger", PETS);
        String other = "openapi: 3.0.0\ninfo: {title: Pets}\npaths: {/pets: {get: {responses: {}}, trace: {}}}";
        assertThat(door.http.post(DESIGN, "action", "check", "swagger", other).body())
                .startsWith("{\"error\" : false, \"problems\" : [{\"severity\" : \"WARNING\", \"place\" : "
                        + "\"/paths/~1pets/trace\", \"message\" : \"trace is not taken")
                .contains("{\"severity\" : \"ERROR\", \"place\" : \"/info\", \"message\" : \"version is missing\"}");
        assertThat(compare(other))
                .startsWith("{\"error\" : false, \"changes\" : [{\"effect\" : \"BREAKING\", "
                        + "\"resource\" : \"GET /pets\", "
                        + "\"what\" : \"asks for a token of either kind now (before: no token)\"}, "
                        + "{\"effect\" : \"BREAKING\", \"resource\" : \"PATCH /pets\", \"what\" : \"is gone\"}")
                .endsWith("\"more\" : 0}");
        assertThat(compare("{\"swaggerVersion\" : \"1.2\", \"apis\" : []}"))
                .contains("\" definition: Swagger 1.2 (expected: Swagger 2.0 or OpenAPI 3, to be compared)\"");
        assertThat(compare("swagger: 7")).contains("\" Invalid Swagger definition. /swagger: version 7");
        assertThat(door.http.post(DESIGN, "action", "check").body()).contains("\" The parameter swagger is missing\"");
    }

    private String compare(String text) {
        return door.http
                .post(
                        DESIGN,
                        "action",
                        "compare",
                        "name",
                        "Pets",
                        "version",
                        "1.0.0",
                        "provider",
                        "admin",
                        "swagger",
                        text)
                .body();
    }

    @Test
    void aFileWaitsUntilItIsTaken() {
        door.login("admin");
        String yaml = "openapi: 3.0.0\ninfo: {title: Städte}\npaths: {}\n";
        assertThat(start(yaml)).isEqualTo("{\"error\" : false, \"message\" : \"imported\"}");
        assertThat(door.http.get(IMPORT + "?action=session").body()).isEqualTo(yaml);
        assertThat(door.http.get(IMPORT + "?action=session").body()).isEqualTo("null");
        assertThat(door.http.post(DESIGN, "action", "start", "type", "rest").body())
                .contains("imported");
        assertThat(door.http.get(IMPORT + "?action=session").body()).contains("\"/*\"", "201");
    }

    @Test
    void ofManyDifferencesAThousandAreToldAndTheOthersCounted() {
        String paths = IntStream.range(0, 1200)
                .mapToObj("\"/p%d\" : {\"get\" : {}}"::formatted)
                .collect(Collectors.joining(", "));
        door.login("admin");
        assertThat(send("addAPI", "swagger", "{\"swagger\" : \"2.0\", \"paths\" : {" + paths + "}}"))
                .isEqualTo(OK);
        String told = door.http
                .post(
                        DESIGN,
                        "action",
                        "compare",
                        "name",
                        "Pets",
                        "version",
                        "1.0.0",
                        "provider",
                        "admin",
                        "swagger",
                        PETS)
                .body();
        assertThat(told).contains("\"more\" : 203");
        assertThat(told.split("is gone", -1)).hasSize(1001);
    }

    @Test
    void ofEachUserOneWaits() {
        door.login("admin");
        start("openapi: 3.0.0\npaths: {}\n");
        door.login("creator");
        start("openapi: 3.0.1\npaths: {}\n");
        start("openapi: 3.0.2\npaths: {}\n");
        assertThat(door.http.get(IMPORT + "?action=session").body()).contains("3.0.2");
        assertThat(door.http.get(IMPORT + "?action=session").body()).isEqualTo("null");
        door.login("admin");
        assertThat(door.http.get(IMPORT + "?action=session").body()).contains("3.0.0");
    }

    @Test
    void aDefinitionIsFetchedByItsAddress() {
        assertThat(door.http.get(IMPORT + "?swagger_url=https://h/pets.yaml").body())
                .contains("\"timeout\"");
        door.login("admin");
        assertThat(door.http.get(IMPORT + "?swagger_url=https://h/pets.yaml").body())
                .contains("/pets");
        assertThat(startAt("https://h/pets.yaml")).contains("imported");
        assertThat(door.http.get(IMPORT + "?action=session").body()).contains("/pets");
        assertThat(startAt("https://h/none.yaml")).contains("\" definition at https://h/none.yaml: an unknown host\"");
        assertThat(door.http.get(IMPORT + "?swagger_url=https://h/none.yaml").body())
                .contains("\" definition at https://h/none.yaml: an unknown host\"");
        assertThat(door.http.get(IMPORT).body()).contains("\" The parameter swagger_url is missing\"");
        assertThat(startAt("no address")).contains("\" definition at no address: no address\"");
        assertThat(startAt("")).contains("\" The parameter swagger-url is missing\"");
    }

    private String startAt(String address) {
        return door.http
                .post(DESIGN, "action", "start", "import-definition", "swagger-url", "swagger-url", address)
                .body();
    }

    private String start(String content) {
        String body = String.join(
                "\r\n",
                "--X",
                "Content-Disposition: form-data; name=\"action\"",
                "",
                "start",
                "--X",
                "Content-Disposition: form-data; name=\"import-definition\"",
                "",
                "swagger-file",
                "--X",
                "Content-Disposition: form-data; name=\"swagger-file\"; filename=\"pets.yaml\"",
                "Content-Type: application/yaml",
                "",
                content,
                "--X--",
                "");
        return door.http
                .postText(DESIGN, "multipart/form-data; boundary=X", body)
                .body();
    }

    private String send(String action, String... more) {
        List<String> form = new ArrayList<>(List.of(
                "action",
                action,
                "name",
                "Pets",
                "version",
                "1.0.0",
                "context",
                "/pets",
                "visibility",
                "public",
                "tiersCollection",
                "Gold",
                "endpoint_config",
                "{\"production_endpoints\":{\"url\":\"http://h/x\"},\"endpoint_type\":\"http\"}"));
        form.addAll(List.of(more));
        return door.http.post(ADD, form.toArray(new String[0])).body();
    }
}
