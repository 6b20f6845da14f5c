package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a back end is told about the caller, switched on and off while calls go on. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AssertionIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path settings;
    private final String shipped;
    private Client.Key key = new Client.Key("", "", "");

    AssertionIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.settings = server.home().resolve("repository/conf/api-manager.xml");
        this.shipped = Files.readString(settings);
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .addApi("Told", "/told", backend.address(), "Unlimited")
                .publish("Told")
                .addApplication("Told application")
                .subscribe("Told application", "Told", "Unlimited");
        key = client.generateKey("Told application");
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(settings, shipped);
        Eventually.within(
                SOON,
                "no assertion is made any more",
                () -> assertion("X-JWT-Assertion").isEmpty());
        server.shell("apim:template-apply");
        backend.close();
    }

    @Test
    void backEndsLearnWhoCallsAndClientsCannotSayItThemselves() throws Exception {
        assertThat(assertion("X-JWT-Assertion")).isEmpty();

        Files.writeString(settings, enabled(shipped));
        Eventually.within(
                SOON, "an assertion is made", () -> assertion("X-JWT-Assertion").isPresent());

        String[] parts = assertion("X-JWT-Assertion").orElseThrow().split("\\.");
        assertThat(new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .startsWith("{\"iss\":\"wso2.org/products/am\",\"exp\":")
                .contains(
                        "\"http://wso2.org/claims/applicationname\":\"Told application\"",
                        "\"http://wso2.org/claims/apicontext\":\"/told/1.0.0\"",
                        "\"http://wso2.org/claims/enduser\":\"admin@carbon.super\"");
        assertThat(isSignedByThisInstallation(parts)).isTrue();

        server.shell("apim:template-apply");
        assertThat(assertion("assertion")).isEqualTo(assertion("X-JWT-Assertion"));

        new Http()
                .get(
                        "http://localhost:" + server.gateway() + "/told/1.0.0/open",
                        "X-JWT-Assertion",
                        "made up",
                        "assertion",
                        "made up");
        assertThat(backend.lastHeader("X-JWT-Assertion")).isEmpty();
        assertThat(backend.lastHeader("assertion")).isEmpty();

        Files.writeString(settings, enabled(shipped).replace(">X-JWT-Assertion<", ">X-Who<"));
        Eventually.within(SOON, "it has its new name", () -> assertion("X-Who").isPresent());
        assertThat(assertion("X-JWT-Assertion")).isEmpty();
    }

    private static String enabled(String settings) {
        return settings.replace(
                "<EnableTokenGeneration>false</EnableTokenGeneration>",
                "<EnableTokenGeneration>true</EnableTokenGeneration>");
    }

    private Optional<String> assertion(String header) {
        int status = client.call("http://localhost:" + server.gateway() + "/told/1.0.0/phone/1", key.accessToken())
                .statusCode();
        return status == 200 ? backend.lastHeader(header) : Optional.empty();
    }

    private boolean isSignedByThisInstallation(String[] parts) throws Exception {
        Path security = server.home().resolve("repository/resources/security");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(security.resolve("signing.p12"))) {
            store.load(
                    in,
                    Files.readString(security.resolve("store.password")).strip().toCharArray());
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(store.getCertificate("signing"));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getDecoder().decode(parts[2]));
    }
}
