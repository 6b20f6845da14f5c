package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import javax.xml.ws.BindingProvider;
import javax.xml.ws.soap.SOAPFaultException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wso2.carbon.apimgt.api.model.xsd.URITemplate;
import org.wso2.carbon.apimgt.impl.dto.xsd.APIKeyValidationInfoDTO;
import org.wso2.carbon.apimgt.keymgt.service.APIKeyValidationService;
import org.wso2.carbon.apimgt.keymgt.service.APIKeyValidationServicePortType;

/** Key validation over SOAP: by a client generated from our WSDL, and by the gateway itself once it is told to. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyValidationIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path settings;
    private final String shipped;
    private final SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
    private String token = "";

    KeyValidationIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.settings = server.home().resolve("repository/conf/api-manager.xml");
        this.shipped = Files.readString(settings);
    }

    @BeforeAll
    void publish() {
        HttpsURLConnection.setDefaultSSLSocketFactory(Http.trustingAll().getSocketFactory());
        client.signIn()
                .addApi("Validated", "/validated", backend.address(), "Unlimited")
                .publish("Validated")
                .addApplication("Validated application")
                .subscribe("Validated application", "Validated", "Unlimited");
        token = client.generateKey("Validated application").accessToken();
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(settings, shipped);
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
        backend.close();
    }

    @Test
    void aClientGeneratedFromTheWsdlGetsTheWholeVerdict() throws Exception {
        APIKeyValidationServicePortType port = port("admin");

        APIKeyValidationInfoDTO allowed =
                port.validateKey("/validated/1.0.0", "1.0.0", token, "Any", null, "/phone/*", "GET");
        assertThat(allowed.isAuthorized()).isTrue();
        assertThat(allowed.getApiName()).isEqualTo("Validated");
        assertThat(allowed.getApplicationName()).isEqualTo("Validated application");
        assertThat(allowed.getTier()).isEqualTo("Unlimited");
        assertThat(allowed.getType()).isEqualTo("PRODUCTION");
        assertThat(allowed.getEndUserName()).isEqualTo("admin@carbon.super");
        assertThat(allowed.getAuthorizedDomains()).containsExactly("ALL");
        assertThat(allowed.getValidityPeriod()).isBetween(3_000_000L, 3_600_000L);

        APIKeyValidationInfoDTO refused =
                port.validateKey("/validated/1.0.0", "1.0.0", "wrong", "Any", null, "/phone/*", "GET");
        assertThat(refused.isAuthorized()).isFalse();
        assertThat(refused.getValidationStatus()).isEqualTo(900901);

        List<URITemplate> resources = port.getAllURITemplates("/validated/1.0.0", "1.0.0");
        assertThat(resources)
                .extracting(resource ->
                        resource.getHTTPVerb() + " " + resource.getUriTemplate() + " " + resource.getAuthType())
                .containsExactly("GET /phone/* Any", "POST /phone/* Any", "GET /open None");
    }

    @Test
    void aStrangerLearnsNothing() throws Exception {
        APIKeyValidationServicePortType port = port("wrong");

        assertThatThrownBy(() -> port.validateKey("/validated/1.0.0", "1.0.0", token, "Any", null, "/phone/*", "GET"))
                .isInstanceOf(SOAPFaultException.class)
                .hasMessageContaining("Access Denied");
    }

    @Test
    void theGatewayAsksTheOtherWayWithoutARestartAndWithoutAFailedCall() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<?> calling = caller.submit(() -> {
            while (!over.get()) {
                calls.incrementAndGet();
                if (call(token) != 200) {
                    failed.incrementAndGet();
                }
            }
        });

        String overSoap = shipped.replace(">ThriftClient<", ">WSClient<");
        Files.writeString(settings, overSoap);
        Eventually.within(SOON, "it is asked over SOAP", () -> server.log().contains("asked over soap"));
        Files.writeString(settings, overSoap.replace("<EnableThriftServer>true", "<EnableThriftServer>false"));
        Eventually.within(SOON, "nothing listens for Thrift any more", () -> !listens(server.thrift()));
        // Asked over SOAP, since there is no other way left.
        assertThat(call("wrong")).isEqualTo(401);
        String another = client.addApplication("Asked over SOAP")
                .subscribe("Asked over SOAP", "Validated", "Unlimited")
                .generateKey("Asked over SOAP")
                .accessToken();
        assertThat(call(another)).isEqualTo(200);

        Files.writeString(settings, overSoap);
        Eventually.within(SOON, "Thrift is back", () -> listens(server.thrift()));
        Files.writeString(settings, shipped);
        Eventually.within(SOON, "it is asked over Thrift", () -> server.log().contains("asked over thrift"));
        over.set(true);
        calling.get();
        caller.shutdown();

        assertThat(call(another)).isEqualTo(200);
        assertThat(failed).as("failed of " + calls).hasValue(0);
    }

    private static boolean listens(int port) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private int call(String bearer) {
        return client.call("http://localhost:" + server.gateway() + "/validated/1.0.0/phone/1", bearer)
                .statusCode();
    }

    private APIKeyValidationServicePortType port(String password) throws Exception {
        String address = "https://localhost:" + server.https() + "/services/APIKeyValidationService";
        APIKeyValidationServicePortType port = new APIKeyValidationService(
                        URI.create(address + "?wsdl").toURL())
                .getAPIKeyValidationServiceHttpsSoap11Endpoint();
        BindingProvider provider = (BindingProvider) port;
        provider.getRequestContext().put(BindingProvider.USERNAME_PROPERTY, "admin");
        provider.getRequestContext().put(BindingProvider.PASSWORD_PROPERTY, password);
        return port;
    }
}
