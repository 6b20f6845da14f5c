package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a path is taken for, by the gateway and by those behind it, and whose it is. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PathsIT {
    private static final List<String> INTO_ADMIN = List.of(
            "/public/..%2fadmin/x",
            "/public/..%2Fadmin%2Fx",
            "/public/%2e%2e%2fadmin/x",
            "/public/%2E%2E/admin/x",
            "/public/.%2e/admin/x",
            "/public/../admin/x",
            "/public//..%2fadmin/x",
            "/public/x/..%2f..%2fadmin/x",
            "/public/x%2f..%2f..%2fadmin/x",
            "/public/..;/admin/x",
            "/public/..;a=b/admin/x",
            "/public/%2e%2e;/admin/x",
            "/public/..%3b/admin/x",
            "/public/..%5cadmin/x",
            "/public/..\\admin/x",
            "/public/%252e%252e/admin/x",
            "/public/%252e%252e%252fadmin/x",
            "/public/..%252fadmin/x",
            "/public/..%255cadmin/x",
            "/public/%c0%ae%c0%ae/admin/x",
            "/public/..%c0%afadmin/x",
            "/public/;x%2f..%2fadmin/x",
            "/public/./../admin/x",
            "//admin/x",
            "/./admin/x",
            "/;/admin/x",
            "/;x/admin/x",
            "/%2fadmin/x",
            "/%2Fadmin%2Fx",
            "/x%2f..%2fadmin/x",
            "/admin%2fx",
            "/admin;x/x",
            "/admin%3bx/x",
            "/%252fadmin/x",
            "/admin%252fx",
            "/%61dmin/x",
            "/%2561dmin/x",
            "/adm%69n/x",
            "/admin//x",
            "/admin/%2e/x",
            "/%5cadmin/x",
            "/public/%00/../admin/x",
            "/public/..%00/admin/x",
            "/admin%00/x",
            "/admin#/x",
            "/admin/x/",
            "/%u002fadmin/x");

    private static final String REMOVED = "<property name=\"REST_URL_POSTFIX\" scope=\"axis2\" action=\"remove\"/>";

    private final Server server;
    private final Client client;

    PathsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void peopleAreThere() {
        client.signIn();
        done("<addRole><roleName>pathmakers</roleName><permissions>/permission/admin/login</permissions>"
                + "<permissions>/permission/admin/manage/api/create</permissions></addRole>");
        done(
                "<addUser><userName>pathcreator</userName><password>path-secret</password><roles>pathmakers</roles></addUser>");
    }

    private void done(String operation) {
        HttpResponse<String> answer = UserAdmin.said(server, "admin", "admin", operation);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private String raw(String method, String target, String... fields) {
        StringBuilder head =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return Exchange.send(server.gateway(), head + "\r\n");
    }

    private String get(String target) {
        return raw("GET", target);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    // ---- what is matched is what is served

    @ParameterizedTest
    @EnumSource
    void howeverABackEndReadsAPathWhatNeedsATokenIsNotServedWithoutOne(ReadingBackend.Manner manner)
            throws IOException {
        String name = "Read" + manner.name().replace("_", "");
        try (ReadingBackend backend = new ReadingBackend(manner)) {
            client.add(new ApiForm(name, "/" + name.toLowerCase(Locale.ROOT), backend.address())
                            .resource("/public/*", "GET", "None")
                            .resource("/admin/*", "GET", "Application & Application User"))
                    .publish(name);
            String open = "Open" + manner.name().replace("_", "");
            client.add(new ApiForm(open, "/" + open.toLowerCase(Locale.ROOT), backend.address() + "/base")
                            .resource("/*", "GET", "None")
                            .resource("/admin/*", "GET", "Application & Application User"))
                    .publish(open);
            for (String spelling : INTO_ADMIN) {
                assertThat(get("/" + name.toLowerCase(Locale.ROOT) + "/1.0.0" + spelling))
                        .as(spelling)
                        .doesNotContain("serves");
                assertThat(get("/" + open.toLowerCase(Locale.ROOT) + "/1.0.0" + spelling))
                        .as(spelling)
                        .doesNotContain("serves");
            }
            for (String above :
                    List.of("/..%2fx", "/x/..%2f..%2fy", "/..;/x", "/x%2f..%2f..%2fy", "/..%5cx", "/%252e%252e/x")) {
                assertThat(status(get("/" + open.toLowerCase(Locale.ROOT) + "/1.0.0" + above)))
                        .as(above)
                        .isEqualTo(400);
            }
            assertThat(get("/" + name.toLowerCase(Locale.ROOT) + "/1.0.0/public/x"))
                    .contains("serves /public/x end");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/a%2fb%2Fc?x=%2F..%2F",
                "/a;v=1/b;w=2",
                "/a;v=1,2%2F3",
                "/http%3A%2F%2Fexample.com%2Fx",
                "/100%25",
                "/caf%C3%A9",
                "/x//y",
                "/%61",
                "/.well-known/x..y"
            })
    void whatHasOneMeaningGoesOnExactlyAsItWasSent(String path) throws IOException {
        try (ReadingBackend backend = new ReadingBackend(ReadingBackend.Manner.AS_IT_IS)) {
            drop("pathdata", "url-mapping=\"/*\"", backend.address() + "/base", () -> {
                assertThat(get("/pathdata" + path)).contains("asked /base" + path + " serves");
                assertThat(get("http://localhost/pathdata" + path)).contains("asked /base" + path + " serves");
            });
        }
    }

    @Test
    void aSlashAfterTheLastSegmentChangesNothing() throws IOException {
        try (ReadingBackend backend = new ReadingBackend(ReadingBackend.Manner.AS_IT_IS)) {
            drop("pathslash", "url-mapping=\"/test\"", backend.address(), () -> {
                assertThat(get("/pathslash/test")).contains("asked /test serves");
                assertThat(get("/pathslash/test/")).contains("asked /test/ serves");
                assertThat(status(get("/pathslash/test/x"))).isEqualTo(403);
            });
        }
    }

    private interface Look {
        void look() throws IOException;
    }

    private void drop(String name, String pattern, String address, Look look) throws IOException {
        drop(name, pattern, "", address, look);
    }

    private void drop(String name, String pattern, String first, String address, Look look) throws IOException {
        Path file = server.drop(name, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET" %2$s faultSequence="fault">
                    <inSequence>%4$s<send><endpoint><http uri-template="%3$s"/></endpoint></send></inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>""".formatted(name, pattern, address, first));
        try {
            look.look();
        } finally {
            Files.delete(file);
            Eventually.within(Duration.ofSeconds(10), name + " is gone", () -> status(get("/" + name + "/")) == 404);
        }
    }

    // ---- the gateway is no way to the server's other doors

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token/..%2f..%2fservices%2fUserAdmin",
                "/token/..%2F..%2Fservices/UserAdmin",
                "/token/%2e%2e%2f%2e%2e%2fservices%2fUserAdmin",
                "/token/..%5c..%5cservices%5cUserAdmin",
                "/token/..;/..;/services/UserAdmin",
                "/token/%252e%252e%252f%252e%252e%252fservices%252fUserAdmin",
                "/token/..%2f..%2fthriftAuthenticator",
                "/token/..%2f..%2fpublisher%2fsite%2fblocks%2fuser%2flogin%2fajax%2flogin.jag",
                "/token%2f..%2fservices%2fUserAdmin",
                "/revoke/..%2f..%2fservices%2fUserAdmin",
                "/revoke/..%2f..%2fstore%2fsite%2fblocks%2fuser%2flogin%2fajax%2flogin.jag",
                "/services/WorkflowCallbackService/..%2f..%2f..%2f..%2f..%2f..%2fservices%2fUserAdmin"
            })
    void noPathLeadsFromASystemApiToAnotherDoor(String target) {
        String envelope =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><listUsers><filter>*</filter>"
                        + "</listUsers></s:Body></s:Envelope>";
        String answer = Exchange.send(
                server.gateway(),
                "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                        + Client.basic("admin", "admin")
                        + "\r\nContent-Type: text/xml\r\nSOAPAction: \"urn:listUsers\"\r\n"
                        + "Content-Length: " + envelope.length() + "\r\n\r\n" + envelope);

        assertThat(status(answer)).as(answer).isEqualTo(400);
        assertThat(answer).doesNotContain("listUsersResponse", "JSESSIONID").contains("<am:code>400</am:code>");
    }

    @ParameterizedTest
    @CsvSource({
        "/authorize/..%2f..%2fcarbon%2f, 400",
        "/authorize/..%2f..%2fpublisher%2fsite%2fblocks%2flisting%2fajax%2fitem-list.jag?action=getAllAPIs, 400",
        "/authorize/..;/..;/store/, 400",
        "/authorize/x, 403"
    })
    void authorizeIsAtItsPathOnly(String target, int status) {
        assertThat(status(get(target))).isEqualTo(status);
    }

    @Test
    void systemApisServeTheirExactPath() {
        String address = "https://localhost:" + server.gatewayTls();
        Http http = new Http();
        assertThat(http.postForm(address + "/token", Map.of("grant_type", "password"))
                        .statusCode())
                .isIn(400, 401);
        assertThat(http.postForm(address + "/token/", Map.of("grant_type", "password"))
                        .statusCode())
                .isIn(400, 401);
        assertThat(http.postForm(address + "/revoke", Map.of("token", "x")).statusCode())
                .isIn(200, 400, 401);
        assertThat(http.postForm(address + "/token/x", Map.of("grant_type", "password"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.send(HttpRequest.newBuilder(
                                        URI.create(address + "/authorize?response_type=code&client_id=nobody"))
                                .GET()
                                .build())
                        .body())
                .as("the query goes on")
                .doesNotContain("No matching resource");
    }

    // ---- nobody takes another's context

    private JsonNode addAs(Http creator, ApiForm form) {
        return Client.json(creator.postForm(
                "https://localhost:" + server.https() + "/publisher/site/blocks/item-add/ajax/add.jag",
                form.fields("addAPI")));
    }

    private Http creator() {
        Http creator = new Http();
        Client.good(creator.postForm(
                "https://localhost:" + server.https() + "/publisher/site/blocks/user/login/ajax/login.jag",
                Map.of("action", "login", "username", "pathcreator", "password", "path-secret")));
        return creator;
    }

    @Test
    void noCreatorTakesCallsOfAnothersApi() throws IOException {
        try (ReadingBackend backend = new ReadingBackend(ReadingBackend.Manner.AS_IT_IS)) {
            client.add(new ApiForm("Owned", "/owned", backend.address()).open()).publish("Owned");
            Http creator = creator();
            String attacker = backend.address() + "/ATTACKER";

            refused(creator, form("Sub", "/owned/1.0.0", attacker).with("version", "sub"), "context");
            refused(creator, form("Deep", "/owned/{version}/deep", attacker), "context");
            refused(
                    creator,
                    form("Tena", "/{version}/tena.com/ta/1.0.0/admin", attacker).with("version", "t"),
                    "context");
            refused(creator, form("Owned:v1.0.0", "/elsewhere", attacker).with("version", "z"), "API name");
            refused(creator, form("Owned--x", "/elsewhere", attacker), "API name");
            refused(creator, form("Foreign", "/foreign", attacker).with("provider", "admin"), "provider");
            refused(creator, form("Tok", "/token", attacker), "context");
            refused(creator, form("Pub", "/publisher", attacker).with("version", "site"), "context");
            refused(creator, form("Svc", "/{version}/UserAdmin", attacker).with("version", "services"), "context");
            refused(creator, form("Up", "/x/{version}/owned", attacker).with("version", ".."), "version");
            assertThat(get("/owned/1.0.0/sub/account")).contains("asked /sub/account");
            assertThat(get("/owned/1.0.0/deep/account")).contains("asked /deep/account");
        }
    }

    private static ApiForm form(String name, String context, String backend) {
        return new ApiForm(name, context, backend)
                .with("provider", "pathcreator")
                .open();
    }

    private void refused(Http creator, ApiForm form, String because) {
        JsonNode answer = addAs(creator, form);
        assertThat(answer.path("error").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("message").asText()).contains(because);
    }

    @Test
    void aCreatorsOwnApisAreWhatTheyWere() throws IOException {
        try (ReadingBackend backend = new ReadingBackend(ReadingBackend.Manner.AS_IT_IS)) {
            Http creator = creator();
            for (String context : List.of("/pathsmine", "/pathsmine/below", "/{version}/pathsmine")) {
                JsonNode answer = addAs(creator, form("Mine" + context.length(), context, backend.address()));
                boolean own = !context.startsWith("/{version}");
                assertThat(answer.path("error").asBoolean())
                        .as(context + answer)
                        .isEqualTo(!own);
            }
        }
    }

    // ---- values stay where they stand in an address

    @ParameterizedTest
    @CsvSource({
        "'/1&role=admin&x=', asked /items?id=1%26role%3Dadmin%26x%3D&role=user serves",
        "/1%26role%3Dadmin, asked /items?id=1%26role%3Dadmin&role=user serves",
        "/j%20d, asked /items?id=j%20d&role=user serves",
        "/1#, <am:code>400",
    })
    void aPathVariableIsOneValueOfTheQuery(String path, String answer) throws IOException {
        try (ReadingBackend backend = new ReadingBackend(ReadingBackend.Manner.AS_IT_IS)) {
            template(
                    "pathquery",
                    backend.address() + "/items?id={uri.var.id}&amp;role=user",
                    () -> assertThat(get("/pathquery" + path)).contains(answer));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/127.0.0.1:%1$d#",
                "/127.0.0.1:%1$d%%2f",
                "/127.0.0.1:%1$d%%23",
                "/localhost%%3a%1$d",
                "/a@127.0.0.1:%1$d"
            })
    void aPathVariableIsNoOtherHost(String path) throws IOException {
        try (ReadingBackend backend = new ReadingBackend(ReadingBackend.Manner.AS_IT_IS)) {
            int port = URI.create(backend.address()).getPort();
            template("pathhost", "http://{uri.var.id}.example.invalid/x", () -> {
                String answer = get("/pathhost" + path.formatted(port));
                assertThat(status(answer)).as(answer).isEqualTo(400);
                assertThat(answer).doesNotContain("serves", "SUSPENDED");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "c=7%26admin%3Dtrue, asked /o?c=7%26admin%3Dtrue&admin=false serves",
        "c=7%23, asked /o?c=7%23&admin=false serves",
        "c=%25, asked /o?c=%25&admin=false serves"
    })
    void aParameterIsOneValue(String query, String answer) throws IOException {
        try (ReadingBackend backend = new ReadingBackend(ReadingBackend.Manner.AS_IT_IS)) {
            template(
                    "pathparam",
                    backend.address() + "/o?c={query.param.c}&amp;admin=false",
                    () -> assertThat(get("/pathparam/x?" + query)).contains(answer));
        }
    }

    private void template(String name, String address, Look look) throws IOException {
        drop(name, "uri-template=\"/{id}\"", REMOVED, address, look);
    }
}
