package org.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as Pax Web sets it up from {@code jetty.xml}; behind it, something that says what was asked for. */
final class StrictnessTest {
    private final Server server = new Server();
    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        server.setHandler(new Handler.Sequence(contexts, new Asked()));
        XmlConfiguration xml =
                new XmlConfiguration(ResourceFactory.root().newResource(Strictness.class.getResource("/jetty.xml")));
        xml.getIdMap().put("Server", server);
        xml.configure(server);
        Collection<Object> made = xml.getIdMap().values();
        HttpConfiguration http = (HttpConfiguration) made.stream()
                .filter(HttpConfiguration.class::isInstance)
                .findFirst()
                .orElseThrow();
        ServerConnector port = new ServerConnector(server, new HttpConnectionFactory(http));
        port.setHost("127.0.0.1");
        server.addConnector(port);
        server.start();
        connector = (ServerConnector) server.getConnectors()[0];
        // Later, and with an error handler of its own, as Pax Web does it.
        ServletContextHandler context = new ServletContextHandler("/context");
        context.addServlet(new Cookies(), "/");
        context.setErrorHandler(new ErrorPageErrorHandler());
        context.setProtectedTargets(new String[] {"/META-INF", "/WEB-INF"});
        contexts.addHandler(context);
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void repeatedSlashesAreOne() throws IOException {
        assertThat(get("//sample//site/blocks//thing.jag?text=a//b"))
                .startsWith("HTTP/1.1 200")
                .endsWith("/sample/site/blocks/thing.jag?text=a//b");
    }

    @Test
    void thePortalsAreFoundWithoutTheirLastSlash() throws IOException {
        assertThat(get("/store?tenant=a.example&x=1"))
                .startsWith("HTTP/1.1 302")
                .contains("\r\nLocation: /store/?tenant=a.example&x=1\r\n");
        assertThat(get("//publisher")).contains("\r\nLocation: /publisher/\r\n");
        assertThat(get("/store/?x=1")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/%2e%2e/b",
                "/a/..;/b",
                "/publisher//..//..//etc/passwd",
                "/a/.",
                "/a;x=1/../b",
                "/a/%2fb",
                "/a%5cb",
                "/a\\b",
                "/a%00b",
                "/a%u0041",
                "/%c0%ae/b"
            })
    void whatCouldBeReadInTwoWaysIsRefused(String target) throws IOException {
        assertThat(get(target))
                .startsWith("HTTP/1.1 400")
                .endsWith("\r\n\r\n400 Bad Request\n")
                .doesNotContain("Server:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /context/META-INF/x", "PUT /context/WEB-INF/x", "GET /context/META-INF"})
    void whatNoContextGivesOutIsNotThere(String target) throws IOException {
        assertThat(ask(target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains("no-store", "nosniff")
                .endsWith("\r\n\r\n404 Not Found\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookie: a=1\tJSESSIONID=x", "X-Fails: yes"})
    void whatAServletStumblesOverIsToldWithoutTheInside(String head) throws IOException {
        assertThat(ask("GET /context/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + head + "\r\n\r\n"))
                .contains("no-store", "nosniff", "text/plain")
                .containsPattern("\r\n\r\n(400 Bad Request|500 Server Error)\n$")
                .doesNotContain("Exception", "Cookies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;a=\"\r\nX\r\n0\r\n\r\n",
                "1;a=\"\nX\r\n0\r\n\r\n",
                "1;a\nX\r\n0\r\n\r\n",
                "1\nX\n0\n\n",
                "0x1\r\nX\r\n0\r\n\r\n",
                "-1\r\nX\r\n0\r\n\r\n",
                "1\r\nXY\r\n0\r\n\r\n",
            })
    void chunksAreByTheLetter(String body) throws IOException {
        assertThat(ask("POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + body))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: +5",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding : chunked",
                "X: a\r\n folded",
                "Host: other",
            })
    void framingIsByTheLetter(String head) throws IOException {
        assertThat(ask("POST /a HTTP/1.1\r\nHost: localhost\r\n" + head + "\r\nConnection: close\r\n\r\nabcde"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1\r\nTransfer-Encoding: gzip, chunked",
                "1.1\r\nTransfer-Encoding: identity, chunked",
                "1.1\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                "1.1\r\nTransfer-Encoding: chunked;a=b",
                "1.1\r\nTransfer-Encoding:",
                "1.0\r\nTransfer-Encoding: chunked",
                "1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked",
            })
    void noTransferIsCodedOtherwiseThanInChunks(String rest) throws IOException {
        String post = "POST /a HTTP/";
        String chunks = "\r\nHost: localhost\r\n\r\n1\r\na\r\n0\r\n\r\n";
        // What comes after it is no request any more.
        assertThat(ask(post + rest + chunks + post + "1.1" + chunks))
                .startsWith("HTTP/1.1 400")
                .containsOnlyOnce("HTTP/1.");
        assertThat(ask(post + "1.1\r\nConnection: close\r\nTransfer-Encoding: Chunked" + chunks))
                .startsWith("HTTP/1.1 200");
    }

    /** Whoever keeps the connection for his next request, as a gateway does, would lose that one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%LONG% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: localhost\r\nX: %LONG%\r\n\r\n",
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: localhost\r\nbroken\r\n\r\n",
                "GET /a HTTP/3.7\r\nHost: localhost\r\n\r\n",
                "GET /a\r\n\r\n",
                "G T /a HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                "POST /a HTTP/1.1\r\nHost: localhost\r\nExpect: nothing\r\n\r\n",
            })
    void whoEndsAConnectionSaysSo(String request) throws IOException {
        assertThat(ask(request.replace("%LONG%", "a".repeat(9_000))))
                .containsPattern("^HTTP/1.1 [45]")
                .contains("\r\nConnection: close\r\n");
    }

    private String get(String target) throws IOException {
        return ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Fails inside where the request says so. */
    private static final class Cookies extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getHeader("X-Fails") != null) {
                throw new IllegalStateException("of the inside");
            }
            response.getWriter().print(request.getCookies().length);
        }
    }

    private static final class Asked extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(response, true, request.getHttpURI().getPathQuery(), callback);
            return true;
        }
    }
}
