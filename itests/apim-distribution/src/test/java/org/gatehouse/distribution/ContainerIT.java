package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web server of 9443 and 9763 before any door is asked: raw sockets from outside. */
@ExtendWith(SharedServer.class)
final class ContainerIT {
    private static final int CROWD = 250;
    private static final String LOGIN = "/site/blocks/user/login/ajax/login.jag";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String SIGN_IN = "action=login&username=admin&password=admin";

    private final Server server;

    ContainerIT(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/publisher//..//..//etc/passwd",
                "/publisher/../store/",
                "/publisher/%2e%2e/store/",
                "/publisher/..;/store/",
                "/publisher;x=1/site/pages/login.jag",
                "/publisher/%2f/x",
                "/publisher/%5c/x",
                "/publisher/\\x",
                "/publisher/%00x",
                "/publisher/%u0061",
                "/publisher/%c0%ae",
                "/oauth2/./token",
                "/oauth2/../services/UserAdmin",
            })
    void aTargetThatCanBeReadInTwoWaysIsRefused(String target) throws IOException {
        for (String answer : List.of(tls(get(target, "localhost")), plain(get(target, "localhost")))) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("Exception", "\tat ", "jetty", "Jetty", "passwd", "Server:");
        }
    }

    @Test
    void repeatedSlashesAreOne() throws IOException {
        assertThat(tls(get("//publisher//site//pages/login.jag", "localhost"))).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;a=\"\r\nX\r\n0\r\n\r\n",
                "1;a=\"\nX\r\n0\r\n\r\n",
                "1\nX\n0\n\n",
                "2\r\nX\r\n0\r\n\r\n",
            })
    void chunksThatOthersReadOtherwiseAreRefused(String chunks) throws IOException {
        String answer = tls("POST /publisher" + LOGIN + " HTTP/1.1\r\nHost: localhost\r\n" + FORM
                + "Transfer-Encoding: chunked\r\n\r\n" + chunks
                + "GET /publisher/site/pages/login.jag HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer.split("HTTP/1.1 ", -1)).as("answers").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nothing", "/publisher", "/publisher/site/pages/login.jag", "/oauth2/nothing", "/services"
            })
    void noAnswerNamesTheServerOrAHostOfTheSenders(String path) throws IOException {
        for (String answer : List.of(tls(get(path, "evil.example")), plain(get(path, "evil.example")))) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 ")
                    .doesNotContain("\r\nServer:", "X-Powered-By", "evil.example", "Jetty", "jetty");
        }
    }

    /** A terminal in which somebody reads a log obeys ESC, and U+009B as ESC and a bracket. */
    @Test
    void whatAStrangerWritesReachesNoTerminal() throws IOException {
        String marked = "marked%1B%5B31m%C2%9B31m%0D%0Aline";
        assertThat(tls(post("/publisher" + LOGIN, signIn(marked).length(), signIn(marked))))
                .contains("\"error\" : true");
        assertThat(tls(get("/publisher/", "marked-host\u009b31m"))).startsWith("HTTP/1.1 400");
        assertThat(tls(get("/publisher/", "localhost\r\nHost: marked-host"))).startsWith("HTTP/1.1 400");
        String security = Files.readString(server.home().resolve("data/log/security.log"));
        assertThat(security).contains("user=marked?[31m?31m??line@carbon.super");
        for (String log : List.of(security, server.log())) {
            assertThat(log).doesNotContainPattern("[\\p{Cc}&&[^\\t\\r\\n]]").doesNotContain("\nline");
        }
        assertThat(server.log())
                .doesNotContain("marked-host", "| HttpParser ", "| HostPort ")
                .containsPattern("\\| INFO .*\\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/META-INF/x",
                "/publisher/OSGI-INF/x",
                "/store/META-INF/x",
                "/services/WEB-INF/x",
            })
    void whatTheServerKeepsBackItselfIsNotThereAndNoMore(String path) throws IOException {
        assertThat(tls(get(path, "localhost")))
                .startsWith("HTTP/1.1 404")
                .contains("no-store", "nosniff")
                .endsWith("\r\n\r\n404 Not Found\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/publisher/", "/store/site/pages/list-apis.jag", "/services/UserAdmin", "/oauth2/authorize"})
    void cookiesThatAreNoneAreRefusedWithoutTheInside(String path) throws IOException {
        String get = get(path, "localhost\r\nCookie: a=1\tJSESSIONID=x");
        for (String answer : List.of(tls(get), plain(get))) {
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("CAUSED BY", "Exception", "jetty", "SERVLET");
        }
    }

    @Test
    void noConnectionGetsTheBufferOfAnother() throws IOException {
        assertThat(tls(get("/oauth2/jwks", "localhost"))).startsWith("HTTP/1.1 200");
        assertThat(plain(get("/oauth2/jwks", "localhost"))).startsWith("HTTP/1.1 200");
        assertThat(server.jcmd("GC.class_histogram -all"))
                .contains("ByteBufferPool$NonPooling")
                .doesNotContain("ArrayByteBufferPool$ReservedBuffer", "ArrayByteBufferPool$PooledBuffer");
    }

    @Test
    void halfOfABodyHoldsNobodyUp() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                Socket socket = socket();
                crowd.add(socket);
                send(socket, post("/publisher" + LOGIN, SIGN_IN.length() + 1, SIGN_IN));
            }
            for (String door : List.of("/publisher", "/store")) {
                long before = System.nanoTime();
                assertThat(tls(post(door + LOGIN, SIGN_IN.length(), SIGN_IN))).contains("\"error\" : false");
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            }
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    private static String signIn(String user) {
        return "action=login&username=" + user + "&password=x";
    }

    private static String get(String target, String host) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    private static String post(String path, int length, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + FORM + "Connection: close\r\nContent-Length: "
                + length + "\r\n\r\n" + body;
    }

    private String tls(String request) throws IOException {
        try (Socket socket = socket()) {
            return answer(socket, request);
        }
    }

    private String plain(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.http())) {
            return answer(socket, request);
        }
    }

    private Socket socket() throws IOException {
        return Http.trustingAll().getSocketFactory().createSocket("127.0.0.1", server.https());
    }

    private static String answer(Socket socket, String request) throws IOException {
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        send(socket, request);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
