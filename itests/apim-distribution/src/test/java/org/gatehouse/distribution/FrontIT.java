package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors as a stranger finds them: what a foreign page, a plain connection, a spoofed name and a huge body come to. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FrontIT {
    private static final String LOGIN = "action=login&username=admin&password=admin";
    private static final String PUBLISHER = "/publisher/site/blocks/user/login/ajax/login.jag";
    private static final String STORE = "/store/site/blocks/user/login/ajax/login.jag";
    private static final String SOAP = "/services/AuthenticationAdmin";
    private static final String LIFE_CYCLES = "/publisher/site/blocks/life-cycles/ajax/life-cycles.jag";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String XML = "Content-Type: text/xml";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");

    FrontIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .add(new ApiForm("Fronted", "/fronted", backend.address()).open())
                .publish("Fronted");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLISHER, STORE, SOAP})
    void aSessionBeginsUnderAnIdThatNobodyKnewBefore(String door) throws Exception {
        String first = cookie(signedIn(door));
        assertThat(first).contains("; Secure", "; HttpOnly", "; SameSite=Strict");
        String again = cookie(signedIn(door, "Cookie: " + pair(first)));
        assertThat(pair(again)).isNotEqualTo(pair(first));
        String planted = cookie(signedIn(door, "Cookie: JSESSIONID=node0planted0.node0"));
        assertThat(pair(planted)).isNotEqualTo("JSESSIONID=node0planted0.node0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/publisher", "/store", "/carbon", "/account", "/device"})
    void aPageHasAFormWithoutASessionAndASessionOnceSignedIn(String door) throws Exception {
        String page = door + "/site/pages/login.jag";
        String shown = tls("GET", page, "");
        String form = cookie(shown);
        assertThat(form).startsWith("__Host-gatehouse-form=").contains("; Secure", "; HttpOnly", "; SameSite=Strict");
        assertThat(shown).doesNotContain("JSESSIONID");
        String body = "username=admin&password=admin&csrf_token=" + token(shown);
        assertThat(tls("POST", page, body, FORM)).startsWith("HTTP/1.1 403");
        String done = tls("POST", page, body, FORM, "Cookie: " + pair(form) + "; JSESSIONID=node0planted0.node0");
        assertThat(done)
                .startsWith("HTTP/1.1 302")
                .containsPattern("Location: /[^\r]*")
                .doesNotContain("node0planted");
        assertThat(cookie(done)).startsWith("JSESSIONID=").contains("; Secure", "; HttpOnly", "; SameSite=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: cross-site",
                "Referer: https://evil.example/page",
            })
    void whatAForeignPageAsksForIsRefused(String header) throws Exception {
        String session = "Cookie: " + pair(cookie(signedIn(PUBLISHER)));
        String block = "action=updateStatus&name=Fronted&version=1.0.0&provider=admin&status=BLOCKED";
        assertThat(tls("POST", LIFE_CYCLES, block, FORM, session, header)).startsWith("HTTP/1.1 403");
        assertThat(client.status("Fronted")).isEqualTo("PUBLISHED");
        for (String door :
                List.of(PUBLISHER, STORE, "/carbon/site/pages/login.jag", "/account/", "/device/", "/commonauth")) {
            assertThat(tls("POST", door, LOGIN, FORM, header))
                    .as(door)
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("JSESSIONID");
        }
        assertThat(tls("POST", SOAP, login(), XML, header))
                .startsWith("HTTP/1.1 403")
                .contains("Fault");
        assertThat(tls("POST", "/thriftAuthenticator", "x", header)).startsWith("HTTP/1.1 403");
        // Nothing there is done in a user's name by a cookie: applications in browsers may ask.
        assertThat(tls("POST", "/oauth2/token", "grant_type=password", FORM, header))
                .startsWith("HTTP/1.1 400");
        assertThat(tls("GET", "/store/apis/list", "", header)).startsWith("HTTP/1.1 200");
    }

    @Test
    void plainHttpIsForThisMachineAlone() throws Exception {
        assertThat(plain("POST", PUBLISHER, LOGIN, FORM)).contains("{\"error\" : false}");
        for (String header : List.of("X-Forwarded-For: 203.0.113.9", "Host: evil.example")) {
            assertThat(plain("POST", PUBLISHER, LOGIN, FORM, header))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("JSESSIONID");
            assertThat(plain("POST", "/oauth2/token", "grant_type=client_credentials", FORM, header))
                    .startsWith("HTTP/1.1 403");
            assertThat(plain("POST", "/thriftAuthenticator", "x", header)).startsWith("HTTP/1.1 403");
            assertThat(plain("GET", "/store/apis/list?tag=a", "", header))
                    .startsWith("HTTP/1.1 302")
                    .contains("Location: https://127.0.0.1:" + server.https() + "/store/apis/list?tag=a\r\n");
        }
    }

    @Test
    void noNameThatARequestMadeUpGetsIntoAnAnswer() throws Exception {
        for (String path : List.of(
                "/store/",
                "/publisher/",
                "/carbon/",
                "/account/",
                "/device/",
                "/commonauth",
                "/.well-known/openid-configuration")) {
            assertThat(tls("GET", path, "", "Host: evil.example")).as(path).doesNotContain("evil.example");
        }
        assertThat(tls("GET", "/store/apis/list", "", "Host: apis.example"))
                .contains("Strict-Transport-Security: max-age=2592000");
        assertThat(tls("GET", "/store/apis/list", "")).doesNotContain("Strict-Transport-Security");
    }

    @Test
    void aLinkToAPortalKeepsItsQuery() throws Exception {
        assertThat(tls("GET", "/store?tenant=sample.com&x=a%2Fb", ""))
                .startsWith("HTTP/1.1 302")
                .contains("\r\nLocation: /store/?tenant=sample.com&x=a%2Fb\r\n");
        assertThat(tls("GET", "//publisher", "")).contains("\r\nLocation: /publisher/\r\n");
    }

    @Test
    void whatIsWrongIsToldWithoutAnInsideAndUnderTheSameProtection() throws Exception {
        for (String path :
                List.of("/publisher/x", "/store/site/blocks/no.jag", "/services/No", "/oauth2/no", "/device/x")) {
            assertThat(tls("GET", path, ""))
                    .as(path)
                    .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Content-Security-Policy: ")
                    .doesNotContain("Exception", "at org.", "Powered");
        }
        for (String path : List.of("/oauth2/services", "/oauth2/token/services")) {
            assertThat(tls("GET", path, ""))
                    .as(path)
                    .doesNotStartWith("HTTP/1.1 2")
                    .doesNotContain("CXF");
        }
        for (String path : List.of(PUBLISHER, SOAP, "/oauth2/token", "/commonauth")) {
            assertThat(tls("POST", path, "a=b", "Content-Type: text/xml; charset=nosuch"))
                    .as(path)
                    .startsWith("HTTP/1.1 415");
        }
        assertThat(tls("GET", "/oauth2/authorize?client_id&redirect_uri&response_type", ""))
                .doesNotStartWith("HTTP/1.1 5");
        assertThat(tls("GET", "/oauth2/authorize?client_id=%zz", ""))
                .startsWith("HTTP/1.1 400")
                .contains("invalid_request");
        assertThat(tls("POST", SOAP, login().replace("admin", "&#0;"), XML))
                .contains("The request is not a SOAP envelope")
                .doesNotContain("Exception", "ctc.wstx");
        String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
        assertThat(tls(
                        "POST",
                        "/oauth2/register",
                        deep,
                        "Content-Type: application/json",
                        "Authorization: " + Client.basic("admin", "admin")))
                .startsWith("HTTP/1.1 400")
                .contains("invalid_client_metadata");
    }

    @Test
    void aStrangersBodyIsNotTakenInBeyondWhatItTakesToKnowHim() throws Exception {
        String large = "Content-Length: 5000000000";
        assertThat(tls("POST", PUBLISHER, "a=b", FORM, large))
                .startsWith("HTTP/1.1 413")
                .contains("\"error\" : true");
        assertThat(tls("POST", "/oauth2/token", "a=b", FORM, large))
                .startsWith("HTTP/1.1 413")
                .contains("\"error\":");
        assertThat(tls("POST", SOAP, "<a>", XML, large))
                .startsWith("HTTP/1.1 413")
                .contains("Fault");
        assertThat(tls("POST", "/services/UserAdmin", "<a>", XML, large)).startsWith("HTTP/1.1 413");
        assertThat(tls("POST", "/thriftAuthenticator", "x", large)).startsWith("HTTP/1.1 413");
        String chunk = "8000\r\n" + "a".repeat(0x8000) + "\r\n";
        assertThat(tls("POST", PUBLISHER, chunk.repeat(3), FORM, "Transfer-Encoding: chunked"))
                .startsWith("HTTP/1.1 413");
        assertThat(tls("POST", PUBLISHER, "", FORM, "Content-Length: 70000", "Expect: 100-continue"))
                .startsWith("HTTP/1.1 413");
        assertThat(tls("POST", "/oauth2/token", "a=b", FORM, "Content-Encoding: gzip"))
                .startsWith("HTTP/1.1 415");
    }

    @Test
    void bombsOfManyStrangersLeaveHeapAndOthersAlone() {
        String elements = "<a/>".repeat(2_000_000);
        String fields = "a&".repeat(4_000_000);
        List<CompletableFuture<Void>> bombs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            bombs.add(CompletableFuture.runAsync(() -> sent("/services/UserAdmin", elements, XML)));
            bombs.add(CompletableFuture.runAsync(() -> sent(STORE, fields, FORM)));
        }
        HttpResponse<String> meanwhile = client.call("http://localhost:" + server.gateway() + "/fronted/1.0.0/x");
        assertThat(meanwhile.statusCode()).isEqualTo(200);
        bombs.forEach(CompletableFuture::join);
        assertThat(server.log()).doesNotContain("OutOfMemoryError");
        assertThat(server.heap()).isLessThan(400L << 20);
    }

    private void sent(String path, String body, String type) {
        try {
            assertThat(tls("POST", path, body, type)).doesNotContain("HTTP/1.1 200");
        } catch (IOException refusedAndClosed) {
            // As much an answer: nobody reads the rest.
        }
    }

    @Test
    void aPageOfAnotherOriginChangesNothingInABrowser() throws Exception {
        HttpServer evil = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = """
                <!doctype html><p>Evil</p><form method="post" target="answer" action="https://localhost:%d%s">
                <input name="action" value="updateStatus"><input name="name" value="Fronted">
                <input name="version" value="1.0.0"><input name="provider" value="admin">
                <input name="status" value="BLOCKED"><input name="publishToGateway" value="true"></form>
                <script>document.forms[0].removeAttribute('target'); document.forms[0].submit()</script>
                """.formatted(server.https(), LIFE_CYCLES).getBytes(StandardCharsets.UTF_8);
        evil.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        evil.start();
        try (Browser browser = new Browser()) {
            browser.open(URI.create("https://localhost:" + server.https() + "/publisher/site/pages/login.jag"))
                    .shows("Sign in");
            browser.script("document.getElementById('username').focus()");
            browser.type("admin\tadmin\r").shows("and where it stands");
            browser.open(URI.create("http://localhost:" + evil.getAddress().getPort() + "/"))
                    .shows("pages of other sites are not supported");
        } finally {
            evil.stop(0);
        }
        assertThat(client.status("Fronted")).isEqualTo("PUBLISHED");
    }

    @Test
    void theScriptOfTheReadmeGoesOnWorking() throws Exception {
        Path root = Path.of(System.getProperty("apim.root"));
        String readme = Files.readString(root.resolve("README.md"));
        Path jar = Files.createTempFile("gatehouse", ".cookies");
        String script = readme.lines()
                .dropWhile(line -> !line.startsWith("P=https"))
                .takeWhile(line -> !line.startsWith("```"))
                .map(line -> line.replace("localhost:9443", "localhost:" + server.https())
                        .replace("http://localhost:8000", backend.address())
                        .replace("/tmp/gatehouse.cookies", jar.toString())
                        .replace("curl -k", "curl -sk")
                        .replace("Files", "ReadmeFiles")
                        .replace("context=/files", "context=/readmefiles"))
                .reduce("", (lines, line) -> lines + line + "; echo\n");
        Path said = Files.createTempFile("readme", ".out");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String answers = Files.readString(said);
        Matcher token = Pattern.compile("\"accessToken\" : \"([^\"]+)\"").matcher(answers);
        assertThat(token.find()).as(answers).isTrue();
        assertThat(client.call("http://localhost:" + server.gateway() + "/readmefiles/1.0.0/", token.group(1))
                        .statusCode())
                .isEqualTo(200);
    }

    private String signedIn(String door, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(door.equals(SOAP) ? XML : FORM);
        return tls("POST", door, door.equals(SOAP) ? login() : LOGIN, all.toArray(String[]::new));
    }

    private static String login() {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><a:login"
                + " xmlns:a=\"http://authentication.services.core.carbon.wso2.org\"><a:username>admin</a:username>"
                + "<a:password>admin</a:password></a:login></s:Body></s:Envelope>";
    }

    private static String cookie(String answer) {
        Matcher cookie = Pattern.compile("Set-Cookie: ([^\r]*)").matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        return cookie.group(1);
    }

    private static String pair(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String token(String page) {
        Matcher token =
                Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).as(page).isTrue();
        return token.group(1);
    }

    /** Who swaps a door, or what is behind it, is not told that there is none. */
    @Test
    void aDoorThatIsAwayIsNotNone() throws IOException {
        server.shell("bundle:stop org.gatehouse.publisher");
        try {
            for (String path : List.of(PUBLISHER, "/publisher/apis", "/api/publisher/v1/apis?limit=1")) {
                assertThat(tls("GET", path, ""))
                        .startsWith("HTTP/1.1 503")
                        .containsIgnoringCase("Retry-After: 5")
                        .containsIgnoringCase("X-Content-Type-Options: nosniff")
                        .contains("Not available right now. Try again later");
            }
            assertThat(tls("GET", "/publishers", "")).startsWith("HTTP/1.1 404");
            assertThat(tls("GET", "/api/publisher/v2/apis", "")).startsWith("HTTP/1.1 404");
        } finally {
            server.shell("bundle:start org.gatehouse.publisher");
        }
        server.shell("bundle:stop org.gatehouse.web.store");
        try {
            assertThat(tls("POST", STORE, LOGIN, FORM))
                    .startsWith("HTTP/1.1 503")
                    .contains("{\"error\" : true, \"message\" : \"Not available right now. Try again later\"}");
        } finally {
            server.shell("bundle:start org.gatehouse.web.store");
        }
        Duration soon = Duration.ofSeconds(30);
        Eventually.within(soon, "the publisher", () -> isThere("/publisher/site/pages/login.jag"));
        Eventually.within(soon, "the store", () -> isThere("/store/site/pages/login.jag"));
    }

    private boolean isThere(String path) {
        return client.call("https://localhost:" + server.https() + path).statusCode() == 200;
    }

    private String tls(String method, String path, String body, String... headers) throws IOException {
        try (Socket socket = Http.trustingAll().getSocketFactory().createSocket("127.0.0.1", server.https())) {
            return exchanged(socket, server.https(), method + " " + path, body, headers);
        }
    }

    private String plain(String method, String path, String body, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.http())) {
            return exchanged(socket, server.http(), method + " " + path, body, headers);
        }
    }

    /** What is answered, as raw text; headers stand as they are given. */
    private static String exchanged(Socket socket, int port, String what, String body, String... headers)
            throws IOException {
        String given = String.join("\r\n", headers);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean framed = given.contains("Content-Length:") || given.contains("Transfer-Encoding:");
        String head = what + " HTTP/1.1\r\nConnection: close\r\n"
                + (given.contains("Host:") ? "" : "Host: localhost:" + port + "\r\n")
                + (framed ? "" : "Content-Length: " + bytes.length + "\r\n")
                + given + (given.isEmpty() ? "" : "\r\n") + "\r\n";
        socket.setSoTimeout((int) Duration.ofSeconds(40).toMillis());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (byte[] some = in.readNBytes(1); some.length > 0; some = in.readNBytes(Math.max(1, in.available()))) {
                answer.append(new String(some, StandardCharsets.UTF_8));
            }
        } catch (IOException reset) {
            if (answer.isEmpty()) {
                throw reset;
            }
        }
        return answer.toString();
    }
}
