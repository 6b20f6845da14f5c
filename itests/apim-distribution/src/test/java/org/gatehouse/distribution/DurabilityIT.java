package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A power cut: all that had been acknowledged is there again. Tells how long starts take, to the first served call. */
final class DurabilityIT {
    @Test
    void aKilledServerComesBackWithAllItHadAcknowledged() throws IOException {
        long begun = System.nanoTime();
        Server server = Server.start("killed", 12_000, null);
        try (Backend backend = new Backend("lasting")) {
            Client client = new Client(server).signIn();
            client.addApi("Lasting", "/lasting", backend.address(), "Gold,Unlimited")
                    .publish("Lasting");
            String url = "http://localhost:" + server.gateway() + "/lasting/1.0.0";
            assertThat(client.call(url + "/open").statusCode()).isEqualTo(200);
            Duration cold = Duration.ofNanos(System.nanoTime() - begun);

            client.addApplication("LastingApplication").subscribe("LastingApplication", "Lasting", "Unlimited");
            Client.Key key = client.generateKey("LastingApplication");
            assertThat(client.call(url + "/phone/1", key.accessToken()).statusCode())
                    .isEqualTo(200);
            client.addApi("Sleeping", "/sleeping", backend.address(), "Gold");
            server.kill();

            long again = System.nanoTime();
            server.start(null);
            HttpResponse<String> answer = client.call(url + "/phone/1", key.accessToken());
            Duration warm = Duration.ofNanos(System.nanoTime() - again);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

            Client after = new Client(server).signIn();
            assertThat(after.status("Lasting")).isEqualTo("PUBLISHED");
            assertThat(after.status("Sleeping")).isEqualTo("CREATED");
            assertThat(after.generateKey("LastingApplication").consumerKey()).isEqualTo(key.consumerKey());
            System.out.printf(
                    "Start to first served call: %.1f s cold (unpacking, signing in and publishing included), %.1f s later%n",
                    cold.toMillis() / 1000.0, warm.toMillis() / 1000.0);
            System.out.printf(
                    "Resident memory: %d MB; bundles: %s%n",
                    residentMegabytes(server),
                    server.shell("bundle:list -t 0 -s")
                            .lines()
                            .filter(line -> line.matches(" *\\d+ .*"))
                            .count());
        } finally {
            server.close();
        }
    }

    private static long residentMegabytes(Server server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
