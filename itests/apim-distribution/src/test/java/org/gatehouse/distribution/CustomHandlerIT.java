package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A handler of someone else's bundle: installed, updated and removed while the gateway runs. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CustomHandlerIT {
    private static final Path BUNDLE = Path.of(System.getProperty("apim.example"));
    private static final String NAME = "org.gatehouse.example";

    private final Server server;
    private final Client client;

    CustomHandlerIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @Test
    void aHandlerComesChangesAndGoesWithoutARestart(@TempDir Path folder) throws IOException {
        long process = server.process().pid();
        Path file = server.synapse("api").resolve("signed.xml");
        try (Backend backend = new Backend("signed")) {
            Files.writeString(file, api(backend));
            Eventually.within(Duration.ofSeconds(2), "refused while the handler is missing", () -> status() == 503);
            assertThat(client.call(url()).body()).contains("org.gatehouse.example.SignatureHandler");

            server.shell("bundle:install -s file:" + BUNDLE.toRealPath());
            Eventually.within(Duration.ofSeconds(5), "signed by the first version", () -> "0.1.0".equals(signature()));

            Path updated = withVersion(folder.resolve("updated.jar"), "0.2.0");
            server.shell("bundle:update " + NAME + " file:" + updated);
            Eventually.within(Duration.ofSeconds(5), "signed by the second version", () -> "0.2.0".equals(signature()));

            server.shell("bundle:uninstall " + NAME);
            Eventually.within(Duration.ofSeconds(5), "refused again", () -> status() == 503);

            server.shell("bundle:install -s file:" + updated);
            Eventually.within(Duration.ofSeconds(5), "signed again", () -> "0.2.0".equals(signature()));
            server.shell("bundle:uninstall " + NAME);
        } finally {
            Files.deleteIfExists(file);
        }
        assertThat(server.process().pid()).isEqualTo(process);
    }

    private int status() {
        return client.call(url()).statusCode();
    }

    /** What the header says that the API's XML named; empty if it is not there. */
    private String signature() {
        HttpResponse<String> answer = client.call(url());
        return answer.headers().firstValue("X-Who").orElse("");
    }

    private String url() {
        return "http://localhost:" + server.gateway() + "/signed/x";
    }

    private static String api(Backend backend) {
        return """
                <api xmlns="http://ws.apache.org/ns/synapse" name="signed" context="/signed">
                  <resource methods="GET" url-mapping="/*">
                    <inSequence>
                      <send><endpoint><address uri="%s"/></endpoint></send>
                    </inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                  <handlers>
                    <handler class="org.gatehouse.example.SignatureHandler">
                      <property name="header" value="X-Who"/>
                    </handler>
                  </handlers>
                </api>
                """.formatted(backend.address());
    }

    /** The same bundle under another version. */
    private static Path withVersion(Path target, String version) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(BUNDLE))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
            try (OutputStream file = Files.newOutputStream(target);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    ((InputStream) in).transferTo(out);
                }
            }
        }
        return target;
    }
}
