package org.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTlsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeStore() throws Exception {
        Files.writeString(folder.resolve("store.password"), "changeit2\n");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gatehouse",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        folder.resolve("gatehouse.p12").toString(),
                        "-storepass",
                        "changeit2")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void partsOfOneInstallationTrustEachOther() throws Exception {
        var tls = new InstallationTls(folder);

        try (SSLServerSocket listening = (SSLServerSocket)
                tls.server().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var received = CompletableFuture.supplyAsync(() -> {
                try (var socket = listening.accept()) {
                    return socket.getInputStream().read();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (SSLSocket socket =
                    (SSLSocket) tls.client().getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.getOutputStream().write(42);
                assertThat(received.join()).isEqualTo(42);
                assertThat(socket.getSession().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
            }
            assertThat(listening.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        }
    }

    @Test
    void whoeverWipesThePasswordWipesACopy() throws Exception {
        var tls = new InstallationTls(folder);

        java.util.Arrays.fill(tls.keyPassword(), ' ');

        assertThat(new String(tls.keyPassword())).isEqualTo("changeit2");
        assertThat(tls.keyStore().getKey(tls.alias(), tls.keyPassword())).isNotNull();
    }

    @Test
    void aMissingStoreIsNamedWithTheCommandThatMakesIt() throws Exception {
        Files.delete(folder.resolve("gatehouse.p12"));

        assertThatThrownBy(() -> new InstallationTls(folder))
                .hasMessageContaining(folder.resolve("gatehouse.p12").toString())
                .hasMessageContaining("keytool -genkeypair -alias gatehouse");
    }

    @Test
    void aWrongPasswordIsNamedWithoutShowingIt() throws Exception {
        Files.writeString(folder.resolve("store.password"), "wrongword");

        assertThatThrownBy(() -> new InstallationTls(folder))
                .hasMessageContaining("cannot be opened with the password in")
                .hasMessageNotContaining("wrongword");
    }
}
