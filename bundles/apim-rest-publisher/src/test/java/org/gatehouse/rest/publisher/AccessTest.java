package org.gatehouse.rest.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, with a password and with tokens; and what is said to the others. */
final class AccessTest {
    private static final String APIS = RestDoor.PATH + "/apis";
    private static final String JSON = "application/json";

    /** Each address with what is asked there: the scope, and the users who may. */
    private record Row(String operation, OwnScope scope, Set<String> users, String mediaType, String body) {}

    private static final Set<String> BOTH = Set.of("admin", "creator", "publisher");
    private static final Set<String> CREATORS = Set.of("admin", "creator");
    private static final Set<String> PUBLISHERS = Set.of("admin", "publisher");

    private static final String WSDL = "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>";
    private static final List<Row> ROWS = List.of(
            new Row("GET /apis", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("POST /apis", OwnScope.API_CREATE, CREATORS, JSON, "{}"),
            new Row("GET /apis/{id}", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("PUT /apis/{id}", OwnScope.API_CREATE, CREATORS, JSON, "{}"),
            new Row("DELETE /apis/{id}", OwnScope.API_CREATE, CREATORS, "", ""),
            new Row("GET /apis/{id}/definition", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("PUT /apis/{id}/definition", OwnScope.API_CREATE, CREATORS, JSON, "{}"),
            new Row("GET /apis/{id}/lifecycle", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("POST /apis/{id}/lifecycle", OwnScope.API_PUBLISH, PUBLISHERS, JSON, "{\"status\":\"BLOCKED\"}"),
            new Row("GET /apis/{id}/revisions", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("POST /apis/{id}/revisions/{number}/restore", OwnScope.API_CREATE, CREATORS, "", ""),
            new Row("GET /apis/{id}/thumbnail", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("PUT /apis/{id}/thumbnail", OwnScope.API_CREATE, CREATORS, "image/png", "GIF89a"),
            new Row("DELETE /apis/{id}/thumbnail", OwnScope.API_CREATE, CREATORS, "", ""),
            new Row("GET /apis/{id}/wsdl", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("PUT /apis/{id}/wsdl", OwnScope.API_CREATE, CREATORS, "text/xml", WSDL),
            new Row("DELETE /apis/{id}/wsdl", OwnScope.API_CREATE, CREATORS, "", ""),
            new Row("GET /apis/{id}/documents", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("POST /apis/{id}/documents", OwnScope.API_CREATE, CREATORS, JSON, "{\"name\":\"First\"}"),
            new Row("GET /apis/{id}/documents/{number}", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("DELETE /apis/{id}/documents/{number}", OwnScope.API_CREATE, CREATORS, "", ""),
            new Row("GET /apis/{id}/documents/{number}/content", OwnScope.API_VIEW, BOTH, "", ""),
            new Row("PUT /apis/{id}/documents/{number}/content", OwnScope.API_CREATE, CREATORS, "text/html", "x"),
            new Row("GET /apis/{id}/subscriptions", OwnScope.SUBSCRIPTION_VIEW, BOTH, "", ""),
            new Row(
                    "POST /apis/{id}/subscriptions/{application}/block",
                    OwnScope.SUBSCRIPTION_BLOCK,
                    PUBLISHERS,
                    JSON,
                    "{}"),
            new Row(
                    "POST /apis/{id}/subscriptions/{application}/unblock",
                    OwnScope.SUBSCRIPTION_BLOCK,
                    PUBLISHERS,
                    "",
                    ""),
            new Row("GET /tiers", OwnScope.API_VIEW, BOTH, "", ""));

    private final RestDoor door = new RestDoor();

    @BeforeEach
    void anApi() {
        assertThat(door.json("POST", APIS, RestDoor.WEATHER).statusCode()).isEqualTo(201);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> send(Row row, String authorization) {
        String[] words = row.operation().split(" ");
        String path = words[1].replace("{id}", "admin--Weather--1.0.0").replaceAll("\\{[^}]*}", "9");
        HttpRequest.Builder request = door.request(
                words[0],
                RestDoor.PATH + path,
                row.body().getBytes(StandardCharsets.UTF_8),
                "Authorization",
                authorization);
        if (!row.mediaType().isEmpty()) {
            request.header("Content-Type", row.mediaType());
        }
        return door.send(request);
    }

    @Test
    void everyAddressIsInTheTable() {
        assertThat(ROWS.stream().map(Row::operation))
                .containsExactlyInAnyOrderElementsOf(Contract.operations().stream()
                        .filter(operation -> !operation.contains("/openapi."))
                        .toList());
    }

    /** By password, a role decides alone. What is not refused comes as far as the room: found, not found, or said to be wrong. */
    @Test
    void rolesDecide() {
        for (String user : List.of("admin", "creator", "publisher", "guest")) {
            Map<String, Boolean> may = new TreeMap<>();
            Map<String, Boolean> should = new TreeMap<>();
            for (Row row : ROWS) {
                // What removes comes last in nobody's table: the API is there again for the next one.
                HttpResponse<String> answer = send(row, RestDoor.basic(user));
                door.json("POST", APIS, RestDoor.WEATHER);
                may.put(row.operation(), answer.statusCode() != 403);
                should.put(row.operation(), row.users().contains(user));
                if (answer.statusCode() == 403) {
                    assertThat(RestDoor.type(answer)).isEqualTo("permission-missing");
                    assertThat(answer.body()).contains("/permission/admin/manage/api/");
                }
            }
            assertThat(may).as(user).isEqualTo(should);
        }
    }

    @Test
    void aScopeBoundsAndNeverGives() {
        String[] all = Stream.of(OwnScope.values()).map(OwnScope::key).toArray(String[]::new);
        String guest = door.token("guest", all);
        for (Row row : ROWS) {
            String others = door.token(
                    "admin",
                    Arrays.stream(all)
                            .filter(key -> !key.equals(row.scope().key()))
                            .toArray(String[]::new));
            HttpResponse<String> refused = send(row, others);
            assertThat(refused.statusCode()).as(row.operation()).isEqualTo(403);
            assertThat(RestDoor.type(refused)).isEqualTo("scope-missing");
            assertThat(RestDoor.tree(refused).path("scope").asText())
                    .isEqualTo(row.scope().key());
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("insufficient_scope", row.scope().key());

            HttpResponse<String> passed =
                    send(row, door.token("admin", row.scope().key()));
            door.json("POST", APIS, RestDoor.WEATHER);
            assertThat(passed.statusCode()).as(row.operation()).isNotIn(401, 403);

            assertThat(RestDoor.type(send(row, guest))).as(row.operation()).isEqualTo("permission-missing");
        }
    }

    @Test
    void whoIsNotKnownIsAskedForEither() {
        Stream.concat(
                        Stream.of(
                                "",
                                "Basic",
                                "Bearer",
                                "Digest x",
                                "Basic %%%",
                                "Basic "
                                        + java.util.Base64.getEncoder()
                                                .encodeToString("admin".getBytes(StandardCharsets.UTF_8)),
                                "Basic "
                                        + java.util.Base64.getEncoder()
                                                .encodeToString(":x".getBytes(StandardCharsets.UTF_8)),
                                "Basic "
                                        + java.util.Base64.getEncoder()
                                                .encodeToString("@:x".getBytes(StandardCharsets.UTF_8)),
                                RestDoor.basic("nobody"),
                                RestDoor.basic("admin").replace("=", "") + "A",
                                "Bearer nothing",
                                "Bearer " + "x".repeat(5_000)),
                        Stream.of(
                                of(AccessToken.State.REVOKED, null, true),
                                of(AccessToken.State.INACTIVE, null, true),
                                of(AccessToken.State.ACTIVE, Duration.ofHours(1), true),
                                of(AccessToken.State.ACTIVE, null, false),
                                door.token("nobody", "apim:api_view")))
                .forEach(authorization -> {
                    HttpRequest.Builder request = door.request("GET", APIS, new byte[0]);
                    if (!authorization.isEmpty()) {
                        request.header("Authorization", authorization);
                    }
                    HttpResponse<String> refused = door.send(request);
                    assertThat(refused.statusCode()).as(authorization).isEqualTo(401);
                    assertThat(RestDoor.type(refused)).isEqualTo("unauthenticated");
                    assertThat(refused.headers().allValues("WWW-Authenticate"))
                            .hasSize(2)
                            .anyMatch(one -> one.startsWith("Bearer "))
                            .anyMatch(one -> one.startsWith("Basic "));
                });
    }

    private String of(AccessToken.State state, Duration validity, boolean ofUser) {
        String value = state + "-" + validity + "-" + ofUser;
        door.tokens.add(new AccessToken(
                value,
                null,
                "client",
                Fixtures.ADMIN,
                ofUser,
                new TreeSet<>(Set.of("apim:api_view")),
                Fixtures.NOON,
                validity,
                state));
        return "Bearer " + value;
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        String eve = RestDoor.basic(RestDoor.ELSEWHERE.toString());
        for (Row row : ROWS) {
            if (row.operation().contains("{id}")) {
                HttpResponse<String> refused = send(row, eve);
                assertThat(refused.statusCode())
                        .as(row.operation() + refused.body())
                        .isEqualTo(404);
                assertThat(refused.body())
                        .as(row.operation())
                        .isEqualTo(door.ask("GET", APIS + "/admin--None--1.0.0", "")
                                .body());
            }
        }
        assertThat(RestDoor.tree(send(ROWS.get(0), eve)).path("total").asInt()).isZero();
        HttpResponse<String> own = door.send(door.request(
                "POST",
                APIS,
                RestDoor.WEATHER
                        .replace("\"tags\"", "\"provider\":\"admin\",\"tags\"")
                        .getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "Authorization",
                eve));
        assertThat(own.statusCode()).isEqualTo(422);
        assertThat(RestDoor.tree(own).at("/errors/0/pointer").asText()).isEqualTo("/provider");
    }

    @Test
    void aTenantsOwnIsAtTheAddressThatIsTold() {
        String eve = RestDoor.basic(RestDoor.ELSEWHERE.toString());
        HttpResponse<String> created = door.send(door.request(
                "POST",
                APIS,
                RestDoor.WEATHER.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "Authorization",
                eve));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String place = created.headers().firstValue("Location").orElseThrow();

        HttpResponse<String> read = door.send(door.request("GET", place, new byte[0], "Authorization", eve));

        assertThat(place).endsWith("/eve-AT-else.example--Weather--1.0.0");
        assertThat(RestDoor.tree(read).path("context").asText()).isEqualTo("/t/else.example/weather/{version}");
        HttpResponse<String> sent = door.send(door.request(
                "PUT",
                place,
                read.body().getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "If-Match",
                "\"1\"",
                "Authorization",
                eve));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(door.get(place).statusCode()).isEqualTo(404);
    }

    @Test
    void methodsAndTypesThatAreNotTakenAreToldOf() {
        HttpResponse<String> method = door.ask("PATCH", RestDoor.ID, "");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("DELETE, GET, HEAD, PUT");
        assertThat(door.ask("DELETE", RestDoor.PATH + "/tiers", "").headers().firstValue("Allow"))
                .contains("GET, HEAD");
        assertThat(RestDoor.type(door.ask("OPTIONS", APIS, ""))).isEqualTo("method-not-allowed");
        assertThat(RestDoor.type(door.ask("TRACE", APIS, ""))).isEqualTo("method-not-allowed");
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "x",
                "application/json;charset=nope")) {
            HttpResponse<String> refused = door.ask("POST", APIS, RestDoor.WEATHER, "Content-Type", type);
            assertThat(refused.statusCode()).as(type).isEqualTo(415);
            assertThat(RestDoor.type(refused)).isEqualTo("unsupported-media-type");
        }
        assertThat(RestDoor.type(door.ask("POST", APIS, RestDoor.WEATHER))).isEqualTo("unsupported-media-type");
        assertThat(RestDoor.type(
                        door.ask("POST", APIS, RestDoor.WEATHER, "Content-Type", JSON, "Content-Encoding", "gzip")))
                .isEqualTo("unsupported-media-type");
        for (String accept : List.of("text/html", "application/json;q=0", "image/*", "x".repeat(1_100))) {
            assertThat(RestDoor.type(door.ask("GET", APIS, "", "Accept", accept)))
                    .as(accept)
                    .isEqualTo("not-acceptable");
        }
        for (String accept : List.of("*/*", "application/*", "text/html, application/json;q=0.1")) {
            assertThat(door.ask("GET", APIS, "", "Accept", accept).statusCode())
                    .as(accept)
                    .isEqualTo(200);
        }
        assertThat(door.ask("GET", APIS, "", "Accept", "text/html", "Accept", JSON)
                        .statusCode())
                .isEqualTo(200);
        assertThat(RestDoor.type(door.get(RestDoor.PATH + "/nothing"))).isEqualTo("not-found");
        assertThat(RestDoor.type(door.get(RestDoor.PATH + "/apis/"))).isEqualTo("not-found");
    }

    @Test
    void pagesOfOthersReadNothing() {
        HttpResponse<String> refused = door.ask("GET", APIS, "", "Origin", "https://evil.example");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(RestDoor.type(refused)).isEqualTo("forbidden");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(door.get(APIS).headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayIsToldOf() {
        door.isDatabaseAway = true;
        HttpResponse<String> refused = door.get(APIS);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(RestDoor.type(refused)).isEqualTo("unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void everybodyReadsTheDefinition() {
        for (String kind : List.of("yaml", "json")) {
            HttpResponse<String> read = door.send(door.request("GET", RestDoor.PATH + "/openapi." + kind, new byte[0]));
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.body()).contains("Gatehouse Publisher");
        }
    }

    /** Nobody who is not known has a body read: the answer is there before it. */
    @Test
    void aStrangersBodyIsNotReadAndOddTargetsShowNothing() throws IOException {
        String stranger =
                raw("POST " + APIS + " HTTP/1.1", "Content-Length: 4000000", "Content-Type: application/json");
        assertThat(stranger).startsWith("HTTP/1.1 401");
        String admin = "Authorization: " + RestDoor.basic("admin");
        for (String target : List.of(
                APIS + "/admin%2FWeather",
                APIS + "/..%2f..%2fetc",
                APIS + "/%",
                APIS + "/%zz--a--1",
                APIS + "/a;b=c--d--1",
                APIS + "/%2e%2e/tiers",
                APIS + "?limit=%zz",
                APIS + "/\u00ff")) {
            assertThat(raw("GET " + target + " HTTP/1.1", admin))
                    .as(target)
                    .matches("(?s)HTTP/1.1 4[0-9]{2} .*")
                    .doesNotContain("Exception", "org.", "\tat ");
        }
    }

    private String raw(String line, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", door.port())) {
            socket.setSoTimeout(10_000);
            String head =
                    line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            try {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    answer.append((char) next);
                    if (answer.length() > 4_000) {
                        break;
                    }
                }
            } catch (IOException ended) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    @Test
    void keysOfOthersAreOtherKeys() {
        String other = RestDoor.WEATHER.replace("Weather", "Other").replace("/weather", "/other");
        door.json("POST", APIS, other, "Idempotency-Key", "mine");

        HttpResponse<String> creator = door.send(door.request(
                "POST",
                APIS,
                other.replace("Other", "Third").replace("/other", "/third").getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "Idempotency-Key",
                "mine",
                "Authorization",
                RestDoor.basic("creator")));

        assertThat(creator.statusCode()).as(creator.body()).isEqualTo(201);
        assertThat(Optional.of(UserName.parse("creator")))
                .contains(UserName.parse(RestDoor.tree(creator).path("provider").asText()));
    }
}
