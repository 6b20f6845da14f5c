package org.gatehouse.rest.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApisResourceTest {
    private static final String APIS = RestDoor.PATH + "/apis";

    private final RestDoor door = new RestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> created() {
        HttpResponse<String> created = door.json("POST", APIS, RestDoor.WEATHER);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created;
    }

    @Test
    void whatIsCreatedIsThereAndGoes() {
        HttpResponse<String> created = created();

        String place = created.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo(RestDoor.ID);
        HttpResponse<String> read = door.get(place);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(RestDoor.etag(read)).isEqualTo("\"1\"").isEqualTo(RestDoor.etag(created));
        JsonNode api = RestDoor.tree(read);
        assertThat(api.path("context").asText()).isEqualTo("/weather/{version}");
        assertThat(api.path("status").asText()).isEqualTo("CREATED");
        assertThat(api.path("resources").path(0).path("auth").asText()).isEqualTo("ANY");
        assertThat(door.ask("HEAD", place, "").body()).isEmpty();
        assertThat(door.ask("DELETE", place, "").statusCode()).isEqualTo(204);
        assertThat(door.get(place).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsReadMayBeSentBack() {
        created();
        HttpResponse<String> read = door.get(RestDoor.ID);

        HttpResponse<String> sent = door.json("PUT", RestDoor.ID, read.body(), "If-Match", RestDoor.etag(read));

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(RestDoor.etag(sent)).isEqualTo("\"2\"");
        assertThat(sent.body().replaceAll("\"(revision|lastUpdated)\":[^,}]+", ""))
                .isEqualTo(read.body().replaceAll("\"(revision|lastUpdated)\":[^,}]+", ""));
    }

    /** All members of one that has everything, through the state that a provider of 1.9 can make. */
    @Test
    void whatIsReadOfOneWithEverythingMayBeSentBack() {
        door.apis.add(
                Fixtures.phoneVerification()
                        .withEnvironments(java.util.Set.of("Main"))
                        .withOriginal(new Original("https://far.example.com/store", "ann")),
                Fixtures.creation());
        String place = APIS + "/admin--PhoneVerification--1.0.0";
        HttpResponse<String> read = door.get(place);

        HttpResponse<String> sent = door.json("PUT", place, read.body(), "If-Match", RestDoor.etag(read));

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(sent.body().replaceAll("\"(revision|lastUpdated)\":[^,}]+", ""))
                .isEqualTo(read.body().replaceAll("\"(revision|lastUpdated)\":[^,}]+", ""));
    }

    @Test
    void whatIsOnlyAdvertisedSaysWhereItIs() {
        String advertised = RestDoor.WEATHER.replaceFirst(
                "\\{", "{\"original\": {\"store\": \"https://far.example.com/store\", \"owner\": \"ann\"}, ");
        HttpResponse<String> wrong = door.json("POST", APIS, advertised.replace("https:", "javascript:"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"pointer\":\"/original\"");

        HttpResponse<String> created = door.json("POST", APIS, advertised);
        assertThat(RestDoor.tree(created).path("original").path("owner").asText())
                .isEqualTo("ann");
        assertThat(door.get(APIS).body()).contains("\"original\":{\"store\":\"https://far.example.com/store\"");
    }

    @Test
    void whoChangesSaysWhatTheySaw() {
        created();
        String api = door.get(RestDoor.ID).body();
        String later = api.replace("\"description\":\"\"", "\"description\":\"With words\"");

        assertThat(RestDoor.type(door.json("PUT", RestDoor.ID, later))).isEqualTo("precondition-required");
        for (String seen : new String[] {"\"7\"", "W/\"1\"", "\"1;gzip\"", "\"\"", "\"7\", \"8\""}) {
            HttpResponse<String> refused = door.json("PUT", RestDoor.ID, later, "If-Match", seen);
            assertThat(refused.statusCode()).as(seen).isEqualTo(412);
            assertThat(RestDoor.tree(refused).path("revision").asInt()).isEqualTo(1);
        }
        for (String seen : new String[] {"1", "\"1", "**", "\"1\" \"2\"", "\"1\",,x", " "}) {
            assertThat(door.json("PUT", RestDoor.ID, later, "If-Match", seen).statusCode())
                    .as(seen)
                    .isEqualTo(400);
        }
        assertThat(door.get(RestDoor.ID).body()).isEqualTo(api);
        assertThat(door.json("PUT", RestDoor.ID, later, "If-Match", "\"7\", \"1\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(door.json("PUT", RestDoor.ID, later, "If-Match", "\"1\"").statusCode())
                .isEqualTo(412);
        String any = later.replaceAll("\"(revision|lastUpdated)\":[^,}]+,", "");
        assertThat(door.json("PUT", RestDoor.ID, any, "If-Match", "*").statusCode())
                .isEqualTo(200);
        assertThat(door.ask("DELETE", RestDoor.ID, "", "If-Match", "\"1\"").statusCode())
                .isEqualTo(412);
        assertThat(door.ask("DELETE", RestDoor.ID, "", "If-Match", "\"3\"").statusCode())
                .isEqualTo(204);
    }

    @Test
    void whatIsWrongIsToldByItsPlaceAllAtOnce() {
        HttpResponse<String> refused = door.json(
                "POST",
                APIS,
                "{\"name\":5,\"version\":\"1\",\"context\":\"/w\",\"a/b~c\":1,\"tags\":[\"x,y\",7],\"visibility\":{\"level\":\"ALL\"},"
                        + "\"mediation\":{\"cacheTimeoutSeconds\":1.5},\"resources\":[{\"path\":\"/\",\"verb\":\"GET\",\"auth\":null},3],"
                        + "\"revision\":1}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(RestDoor.tree(refused).path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/a~1b~0c",
                        "/tags/0",
                        "/tags/1",
                        "/visibility/level",
                        "/mediation/cacheTimeoutSeconds",
                        "/resources/0/auth",
                        "/resources/1",
                        "/revision");
        assertThat(door.apis.all()).isEmpty();
    }

    @Test
    void whatRulesRefuseIsToldByItsPlace() {
        place("/name", RestDoor.WEATHER.replace("\"Weather\"", "\"We/ather\""));
        place("/version", RestDoor.WEATHER.replace("1.0.0", "1 0"));
        place("/context", RestDoor.WEATHER.replace("\"/weather\"", "\"/../x\""));
        place("/tiers", RestDoor.WEATHER.replace("Gold", "Lead"));
        place("/resources", RestDoor.WEATHER.replace("\"/today\"", "\"today\""));
        place("/endpoints", RestDoor.WEATHER.replace("\"http\"", "\"smtp\""));
        place("/endpoints/production_endpoints/url", RestDoor.WEATHER.replace("http://h/x", "http://h/{x"));
        place("/transports", RestDoor.WEATHER.replace("\"tags\":[\"sky\"]", "\"transports\":[\"ftp\"]"));
        place(
                "/description",
                RestDoor.WEATHER.replace("\"tags\":[\"sky\"]", "\"description\":\"" + "x".repeat(32_001) + "\""));
    }

    private void place(String pointer, String body) {
        HttpResponse<String> refused = door.json("POST", APIS, body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(RestDoor.tree(refused).at("/errors/0/pointer").asText())
                .as(refused.body())
                .isEqualTo(pointer);
    }

    @Test
    void whatClashesIsToldByItsKind() {
        created();
        assertThat(RestDoor.type(door.json("POST", APIS, RestDoor.WEATHER))).isEqualTo("api-taken");
        assertThat(RestDoor.type(door.json("POST", APIS, RestDoor.WEATHER.replace("\"Weather\"", "\"Other\""))))
                .isEqualTo("context-taken");
        ApiId id = new ApiId(Fixtures.ADMIN, "Weather", "1.0.0");
        long shop = door.applications.add(Fixtures.application("Shop")).id();
        door.subscriptions.add(new Subscription(0, id, shop, "Gold", SubscriptionStatus.UNBLOCKED));
        assertThat(RestDoor.type(door.ask("DELETE", RestDoor.ID, ""))).isEqualTo("still-subscribed");
    }

    @Test
    void whatIsNotChangedHereIsRefused() {
        created();
        HttpResponse<String> read = door.get(RestDoor.ID);

        for (String change : new String[] {"\"name\":\"Weather\"|\"name\":\"Wetter\"", "CREATED|PUBLISHED"}) {
            String[] words = change.split("\\|");
            HttpResponse<String> refused = door.json(
                    "PUT", RestDoor.ID, read.body().replace(words[0], words[1]), "If-Match", RestDoor.etag(read));
            assertThat(refused.statusCode()).as(change).isEqualTo(422);
        }
    }

    @Test
    void aPasswordIsNeverShownAndStaysWithItsUser() {
        String secured = RestDoor.WEATHER.replace(
                "\"tiers\"", "\"backend\":{\"secured\":true,\"username\":\"ann\",\"password\":\"s3cret\"},\"tiers\"");
        HttpResponse<String> created = door.json("POST", APIS, secured);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.body()).contains("\"ann\"").doesNotContain("s3cret");

        HttpResponse<String> kept = door.json("PUT", RestDoor.ID, created.body(), "If-Match", "*");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(door.apis.all().get(0).backend().password()).isEqualTo("s3cret");

        door.json("PUT", RestDoor.ID, kept.body().replace("\"ann\"", "\"bob\""), "If-Match", "*");
        assertThat(door.apis.all().get(0).backend().password()).isEmpty();
    }

    @Test
    void listsComeInPartsWithLinks() {
        for (int i = 0; i < 7; i++) {
            door.apis.add(
                    Fixtures.api(new ApiId(Fixtures.ADMIN, "Api" + i, "1"), "/api" + i + "/{version}"),
                    Fixtures.creation());
        }
        HttpResponse<String> page = door.get(APIS + "?limit=3&query=api&sort=name");
        StringBuilder names = new StringBuilder();
        for (int pages = 1; ; pages++) {
            RestDoor.tree(page)
                    .path("items")
                    .forEach(api -> names.append(api.path("name").asText()).append(' '));
            assertThat(RestDoor.tree(page).path("total").asInt()).isEqualTo(7);
            String link = page.headers().firstValue("Link").orElse("");
            if (!link.contains("rel=\"next\"")) {
                assertThat(pages).isEqualTo(3);
                assertThat(link).contains("offset=3").contains("rel=\"prev\"");
                break;
            }
            page = door.get(link.replaceAll("(?s).*<([^>]+)>; rel=\"next\".*", "$1"));
        }
        assertThat(names).hasToString("Api0 Api1 Api2 Api3 Api4 Api5 Api6 ");
        assertThat(RestDoor.tree(door.get(APIS + "?status=created,BLOCKED"))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(RestDoor.tree(door.get(APIS + "?tag=phone&sort=changed"))
                        .path("total")
                        .asInt())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=x",
                "offset=-1",
                "offset=99999999999",
                "status=GONE",
                "sort=size",
                "colour=red",
                "limit=1&limit=2",
                "="
            })
    void whatAListDoesNotKnowIsRefused(String query) {
        assertThat(RestDoor.type(door.get(APIS + "?" + query))).isEqualTo("malformed");
    }

    @Test
    void aLongSearchIsRefused() {
        assertThat(door.get(APIS + "?query=" + "x".repeat(201)).statusCode()).isEqualTo(422);
        assertThat(door.get(APIS + "?query=" + "x".repeat(4_001)).statusCode()).isEqualTo(400);
    }

    @Test
    void theSameKeyIsAnsweredOnce() {
        HttpResponse<String> first = door.json("POST", APIS, RestDoor.WEATHER, "Idempotency-Key", "k1");
        HttpResponse<String> again = door.json("POST", APIS, RestDoor.WEATHER, "Idempotency-Key", "k1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(door.apis.all()).hasSize(1);
        assertThat(RestDoor.type(
                        door.json("POST", APIS, RestDoor.WEATHER.replace("Weather", "Other"), "Idempotency-Key", "k1")))
                .isEqualTo("key-reused");
        assertThat(RestDoor.type(door.json("POST", APIS, RestDoor.WEATHER, "Idempotency-Key", "k2")))
                .isEqualTo("api-taken");
        for (String key : new String[] {"k".repeat(256), "a b"}) {
            assertThat(RestDoor.type(door.json("POST", APIS, RestDoor.WEATHER, "Idempotency-Key", key)))
                    .isEqualTo("malformed");
        }
        assertThat(door.sent(door.request("POST", APIS, new byte[0], "Idempotency-Key", "k".repeat(10_000))
                                .build())
                        .statusCode())
                .isEqualTo(431);
    }

    @Test
    void manyWithOneKeyMakeOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            var answers = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<HttpResponse<String>>>mapToObj(
                            i -> () -> door.json("POST", APIS, RestDoor.WEATHER, "Idempotency-Key", "crowd"))
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isIn(201, 409);
                if (answer.get().statusCode() == 409) {
                    assertThat(RestDoor.type(answer.get())).isEqualTo("key-in-use");
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(door.apis.all()).hasSize(1);
    }

    @Test
    void odditiesInAddressesAreNothing() {
        created();
        Stream.of(
                        "admin--Weather",
                        "--",
                        "----",
                        "--Weather--1.0.0",
                        "-AT---Weather--1.0.0",
                        "admin-Weather-1.0.0",
                        "Weather--1.0.0--admin",
                        "eve-AT-else.example--Weather--1.0.0",
                        "x".repeat(2_000) + "--Weather--1.0.0",
                        "admin--W%C3%A4ther--1.0.0",
                        "admin--%27%3Bdrop--1")
                .forEach(id -> assertThat(door.get(APIS + "/" + id).statusCode())
                        .as(id)
                        .isIn(400, 404));
        assertThat(RestDoor.type(door.get(APIS + "/admin--Nothing--1.0.0"))).isEqualTo("not-found");
    }

    @Test
    void namesInOtherLettersHaveAddresses() {
        HttpResponse<String> created = door.json("POST", APIS, RestDoor.WEATHER.replace("\"Weather\"", "\"Wétterß天\""));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

        String place = created.headers().firstValue("Location").orElseThrow();

        assertThat(place).matches("[\\x21-\\x7E]+");
        assertThat(RestDoor.tree(door.get(place)).path("name").asText()).isEqualTo("Wétterß天");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}x",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":NaN}",
                "{'name':1}",
                "\"x\""
            })
    void whatIsNoObjectIsMalformed(String body) {
        HttpResponse<String> refused = door.json("POST", APIS, body);

        assertThat(RestDoor.type(refused)).as(refused.body()).isEqualTo("malformed");
    }

    @Test
    void whatIsDeepOrNoUtf8OrHugeIsRefused() {
        String deep = "{\"endpoints\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000) + "}";
        assertThat(door.json("POST", APIS, deep).statusCode()).isEqualTo(400);
        byte[] latin = RestDoor.WEATHER.replace("sky", "sk\u00e4").getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = RestDoor.WEATHER.getBytes(StandardCharsets.UTF_16);
        for (byte[] bytes : new byte[][] {latin, wide}) {
            assertThat(door.send(door.request("POST", APIS, bytes, "Content-Type", "application/json")
                                    .header("Authorization", RestDoor.basic("admin")))
                            .statusCode())
                    .isEqualTo(400);
        }
        String huge = "{\"description\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";
        HttpResponse<String> refused = door.json("POST", APIS, huge);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(RestDoor.type(refused)).isEqualTo("too-large");
    }

    @Test
    void gatewaysAreToldOf() {
        created();
        door.gatewayFailures.put("Main", "no");
        HttpResponse<String> refused = door.json("POST", RestDoor.ID + "/lifecycle", "{\"status\":\"PUBLISHED\"}");

        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(RestDoor.tree(refused).at("/gateways/Main").asText()).isEqualTo("no");
        assertThat(RestDoor.tree(door.get(RestDoor.ID)).path("status").asText()).isEqualTo("CREATED");
    }
}
