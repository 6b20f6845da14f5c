package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS before and behind the gateway as {@code axis2.xml} says, in force without a restart. */
@ExtendWith(SharedServer.class)
final class TlsIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PASSWORD = "changeit2";

    private final Server server;
    private final Path axis2;
    private String shipped = "";

    @TempDir
    Path stores;

    TlsIT(Server server) {
        this.server = server;
        this.axis2 = server.conf("axis2.xml");
    }

    @BeforeEach
    void remember() throws IOException {
        shipped = Files.readString(axis2);
    }

    @AfterEach
    void restore() throws IOException {
        Files.writeString(axis2, shipped);
        Eventually.within(
                SOON, "the own certificate is back", () -> shown("localhost").startsWith("CN=localhost"));
    }

    @Test
    void eachClientIsShownTheKeyForTheNameThatItAsksFor() throws Exception {
        assertThat(shown("shop.example")).startsWith("CN=localhost");
        Path store = stores.resolve("two.p12");
        key(store, "shop.example");
        key(store, "mail.example");
        Files.writeString(
                axis2,
                "<axisconfig><transportReceiver name=\"https\"><parameter name=\"keystore\"><KeyStore>"
                        + location(store) + "</KeyStore></parameter></transportReceiver></axisconfig>");
        Eventually.within(
                SOON, "the new keys are in force", () -> shown("mail.example").equals("CN=mail.example"));
        assertThat(shown("shop.example")).isEqualTo("CN=shop.example");

        Files.writeString(
                axis2,
                "<axisconfig><transportReceiver name=\"https\"><parameter name=\"keystore\"><KeyStore>"
                        + location(stores.resolve("none.p12"))
                        + "</KeyStore></parameter></transportReceiver></axisconfig>");
        Eventually.within(
                SOON, "a store that is not there is named", () -> server.log().contains("none.p12"));
        assertThat(shown("shop.example")).isEqualTo("CN=shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Strict", "Default", "AllowAll"})
    void theNameInABackEndsCertificateIsCheckedAsItSays(String verifier) throws Exception {
        Path store = stores.resolve("backend.p12");
        key(store, "elsewhere.example");
        HttpsServer backend = backend(store);
        Files.writeString(
                axis2,
                "<axisconfig><transportSender name=\"https\"><parameter name=\"truststore\"><TrustStore>"
                        + location(store) + "</TrustStore></parameter><parameter name=\"HostnameVerifier\">" + verifier
                        + "</parameter></transportSender></axisconfig>");
        int port = backend.getAddress().getPort();
        server.drop("tlsbackend", """
                <api xmlns="http://ws.apache.org/ns/synapse" name="tlsbackend" context="/tlsbackend">
                  <resource methods="GET" url-mapping="/*" faultSequence="fault">
                    <inSequence><send><endpoint><http uri-template="https://localhost:%d">
                      <suspendOnFailure><initialDuration>0</initialDuration></suspendOnFailure></http></endpoint></send></inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>
                """.formatted(port));
        // Default lets local names through, whatever the certificate says.
        int expected = verifier.equals("Strict") ? 500 : 200;
        Http http = new Http();
        Eventually.within(SOON, verifier + " is in force", () -> call(http).statusCode() == expected);
        HttpResponse<String> answer = call(http);
        assertThat(answer.body()).contains(expected == 200 ? "secret" : "101503");
        Files.delete(server.synapse("api").resolve("tlsbackend.xml"));
        backend.stop(0);
    }

    private HttpResponse<String> call(Http http) {
        return http.get("http://localhost:" + server.gateway() + "/tlsbackend/x");
    }

    private static HttpsServer backend(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer backend = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.setHttpsConfigurator(new HttpsConfigurator(context));
        backend.createContext("/", exchange -> {
            byte[] body = "secret".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        backend.start();
        return backend;
    }

    private static String location(Path store) {
        return "<Location>" + store + "</Location><Type>PKCS12</Type><Password>" + PASSWORD + "</Password>";
    }

    private static void key(Path store, String host) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        host,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    /** The subject of the certificate that a client sees who asks for that host. */
    private String shown(String host) {
        try (SSLSocket socket =
                (SSLSocket) Http.trustingAll().getSocketFactory().createSocket("localhost", server.gatewayTls())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
