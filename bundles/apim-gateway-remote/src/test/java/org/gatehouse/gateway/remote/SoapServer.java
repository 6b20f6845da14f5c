package org.gatehouse.gateway.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.domain.xml.SafeXml;
import org.gatehouse.testkit.KnownSecret;
import org.w3c.dom.Document;

/** A server of SOAP services on the loopback address, whose operations a test says. */
final class SoapServer implements AutoCloseable {
    /** An operation as it was called. */
    record Asked(String service, String operation, Document envelope) {
        /** The text of a parameter. */
        String text(String parameter) {
            return envelope.getElementsByTagNameNS("*", parameter).item(0).getTextContent();
        }
    }

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Function<Asked, Answer>> operations = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> lets = authorization -> true;

    SoapServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/services/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            logins.add(authorization);
            Document envelope = SafeXml.tree(exchange.getRequestBody().readAllBytes());
            Answer answer;
            if (lets.test(authorization)) {
                String path = exchange.getRequestURI().getPath();
                String action = exchange.getRequestHeaders().getFirst("SOAPAction");
                Asked one = new Asked(
                        path.substring(path.lastIndexOf('/') + 1), action.replaceAll("\"urn:|\"", ""), envelope);
                asked.add(one);
                answer = operations
                        .getOrDefault(one.operation(), unknown -> fault("no operation " + unknown.operation()))
                        .apply(one);
            } else {
                answer = new Answer(401, "");
            }
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Answer fault(String text) {
        return new Answer(
                500,
                envelope("<s:Fault><faultcode>s:Server</faultcode><faultstring>" + text + "</faultstring></s:Fault>"));
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    /** The operation answers with these {@code return} elements' content. */
    SoapServer answers(String operation, Function<Asked, List<String>> values) {
        operations.put(operation, one -> {
            StringBuilder returns = new StringBuilder();
            values.apply(one)
                    .forEach(value -> returns.append("<return>").append(value).append("</return>"));
            return new Answer(
                    200,
                    envelope("<r:" + operation + "Response xmlns:r='urn:r'>" + returns + "</r:" + operation
                            + "Response>"));
        });
        return this;
    }

    SoapServer refuses(String operation, String text) {
        operations.put(operation, one -> fault(text));
        return this;
    }

    /** The operation answers with that, whatever it is. */
    SoapServer says(String operation, int status, String body) {
        operations.put(operation, one -> new Answer(status, body));
        return this;
    }

    /** Only who shows that {@code Authorization} is let in. */
    SoapServer lets(Predicate<String> authorization) {
        lets = authorization;
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    List<String> operations() {
        return asked.stream().map(Asked::operation).toList();
    }

    /** As whom it was asked, refused ones too. */
    List<String> logins() {
        return logins;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Calls it as the user who is named. */
    SoapClient client(String user, String password) {
        RemoteEnvironment environment = RemoteEnvironment.parse(
                "Elsewhere|hybrid|http://127.0.0.1:" + port() + "/services|" + user + "|" + password);
        try {
            return new SoapClient(
                    environment,
                    SSLContext.getDefault(),
                    new MachineIdentity(new KnownSecret((byte) 7), InstantSource.system()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
