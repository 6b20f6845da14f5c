package org.gatehouse.keys.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.testkit.SelfSignedTls;

/** An authorization server on the loopback address that answers what a test says. */
final class OtherServer implements AutoCloseable {
    /** A request as it came. */
    record Asked(String path, String authorization, String body) {}

    private record Answer(int status, String json) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** With metadata that name all its endpoints. */
    OtherServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        metadata(issuer(), "token", "introspection", "revocation", "registration");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(new Asked(
                    path,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            Answer answer = answers.getOrDefault(path, new Answer(404, "{}"));
            byte[] body = answer.json().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    /** It names itself so, and has these endpoints only. */
    OtherServer metadata(String issuer, String... endpoints) {
        StringBuilder json = new StringBuilder("{\"issuer\":\"" + issuer
                + "\",\"subject_types_supported\":[\"public\"],\"response_types_supported\":[\"code\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\"],\"authorization_endpoint\":\"" + issuer()
                + "/authorize\",\"jwks_uri\":\"" + issuer() + "/jwks\"");
        for (String each : endpoints) {
            json.append(",\"")
                    .append(each)
                    .append("_endpoint\":\"")
                    .append(issuer())
                    .append('/')
                    .append(each)
                    .append('"');
        }
        return says(".well-known/openid-configuration", 200, json + "}");
    }

    OtherServer says(String endpoint, int status, String json) {
        answers.put("/realm/" + endpoint, new Answer(status, json));
        return this;
    }

    /** What came to an endpoint. */
    List<Asked> asked(String endpoint) {
        return asked.stream()
                .filter(each -> each.path().equals("/realm/" + endpoint))
                .toList();
    }

    Provider provider(boolean byKeys, InstantSource clock) {
        return new Provider(
                new Provider.Settings(issuer(), "registrar", "its secret", "client.create", byKeys),
                new SelfSignedTls().client().getSocketFactory(),
                clock);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
