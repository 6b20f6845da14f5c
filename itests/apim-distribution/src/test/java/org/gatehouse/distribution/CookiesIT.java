package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** One host, one browser, a portal and an API: their cookies, which know no ports. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CookiesIT {
    private final Server server;
    private final CookieManager jar = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(jar)
            .sslContext(Http.trustingAll())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private RawBackend backend;
    /** What the back end says, with the request as its body. */
    private volatile String fields = "";

    CookiesIT(Server server) {
        this.server = server;
    }

    @BeforeAll
    void publish() throws IOException {
        backend = new RawBackend((in, out) -> {
            String request = RawBackend.readHead(in);
            out.write(("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + request.length() + "\r\n\r\n" + request)
                    .getBytes(StandardCharsets.ISO_8859_1));
        });
        new Client(server)
                .signIn()
                .add(new ApiForm("Cookies", "/cookies", "http://localhost:" + backend.port()).open())
                .publish("Cookies");
    }

    @AfterAll
    void close() throws IOException {
        backend.close();
    }

    @Test
    void aBackEndIsNotSentThePortalsCookiesAndKeepsItsOwn() throws Exception {
        for (String door : List.of("publisher", "store")) {
            ask(portal("/" + door + "/site/pages/login.jag"));
            signIn(door);
        }
        // As the cookies of whoever is signed in come to an API whose path is that of a portal, or to all if their path
        // is /.
        String all = String.join(
                "; ",
                jar.getCookieStore().getCookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .toList());
        assertThat(all).contains("JSESSIONID=node-gatehouse", "__Host-gatehouse-form=");
        fields = "Set-Cookie: JSESSIONID=node0theirs.node0; Path=/cookies; Secure; HttpOnly\r\n";
        ask(api());

        String sent = new Http().get(api(), "Cookie", all + "; theirs=1").body();

        assertThat(sent).contains("Cookie: theirs=1\r\n").doesNotContain("node-gatehouse", "gatehouse-form");
        assertThat(ask(api()).body()).contains("JSESSIONID=node0theirs.node0").doesNotContain("gatehouse-");
    }

    @Test
    void aBackEndPlantsNoSession() throws Exception {
        signIn("publisher");
        HttpCookie session = jar.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getPath().startsWith("/publisher"))
                .findFirst()
                .orElseThrow();
        fields = "Set-Cookie: " + session.getName() + "=" + session.getValue() + "; Path=/store; Secure\r\n"
                + "Set-Cookie: __Host-gatehouse-form=known; Path=/; Secure\r\n"
                + "Set-Cookie: JSESSIONID=theirs; Path=/cookies\r\n";

        HttpResponse<String> answer = ask(api());

        assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("JSESSIONID=theirs; Path=/cookies");
    }

    private void signIn(String door) throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(portal("/" + door + "/site/blocks/user/login/ajax/login.jag"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                Http.encode(Map.of("action", "login", "username", "admin", "password", "admin"))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"error\" : false");
    }

    private HttpResponse<String> ask(URI address) throws Exception {
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String address) throws Exception {
        return ask(URI.create(address));
    }

    private URI portal(String path) {
        return URI.create("https://localhost:" + server.https() + path);
    }

    private String api() {
        return "https://localhost:" + server.gatewayTls() + "/cookies/1.0.0/x";
    }
}
