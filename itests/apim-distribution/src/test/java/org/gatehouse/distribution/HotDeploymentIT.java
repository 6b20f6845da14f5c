package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API files dropped, edited and deleted by hand, while the gateway serves. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HotDeploymentIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Server server;
    private final Client client;
    private final Backend one = new Backend("one");
    private final Backend two = new Backend("two");

    HotDeploymentIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @AfterAll
    void close() {
        one.close();
        two.close();
    }

    @Test
    void aDroppedFileServesAnEditChangesItADeletionEndsIt() throws Exception {
        Path file = server.synapse("api").resolve("dropped.xml");
        Files.writeString(file, api("dropped", one));
        Duration up = Eventually.within(SOON, "the new API serves", () -> answers("dropped", "one"));
        Files.writeString(file, api("dropped", two));
        Duration changed = Eventually.within(SOON, "the edit is in force", () -> answers("dropped", "two"));
        Files.delete(file);
        Duration gone = Eventually.within(SOON, "the API is gone", () -> status("dropped") == 404);
        System.out.printf(
                "Hot deployment: new after %d ms, edited after %d ms, gone after %d ms%n",
                up.toMillis(), changed.toMillis(), gone.toMillis());
    }

    @Test
    void anEditLosesNoRequestInFlight() throws Exception {
        Path file = server.synapse("api").resolve("edited.xml");
        Files.writeString(file, api("edited", one));
        Eventually.within(SOON, "the new API serves", () -> answers("edited", "one"));
        CompletableFuture<String> held = CompletableFuture.supplyAsync(
                () -> client.call(url("edited") + "/held").body());
        one.awaitHeldCall();
        Files.writeString(file, api("edited", two));
        Eventually.within(SOON, "the edit is in force", () -> answers("edited", "two"));
        one.letGo();
        assertThat(held.get(10, TimeUnit.SECONDS)).startsWith("one GET /held");
        Files.delete(file);
    }

    @ParameterizedTest
    @CsvSource({
        "broken, '<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"broken\" context=\"/broken\"><resource'",
        "nomediator, '<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"nomediator\" context=\"/nomediator\"><resource methods=\"GET\"><inSequence>\n<noSuchThing/></inSequence></resource></api>'",
        "erring, '<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"erring\" context=\"/erring\"><resource methods=\"GET\"><inSequence>\n<send><endpoint><loadbalance algorithm=\"org.apache.synapse.mediators.builtin.CacheMediator\"><endpoint><address uri=\"http://a\"/></endpoint></loadbalance></endpoint></send></inSequence></resource></api>'",
        "entity, '<!DOCTYPE api [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"entity\" context=\"/entity\"><resource methods=\"GET\"><inSequence><log><property name=\"x\" value=\"&x;\"/></log></inSequence></resource></api>'"
    })
    void aMalformedFileIsNamedAndDisturbsNothing(String name, String xml) throws IOException {
        Path good = server.synapse("api").resolve("before-" + name + ".xml");
        Files.writeString(good, api("before-" + name, one));
        Eventually.within(SOON, "the API before serves", () -> answers("before-" + name, "one"));

        Path bad = server.synapse("api").resolve(name + ".xml");
        Files.writeString(bad, xml);
        Eventually.within(
                Duration.ofSeconds(5),
                name + ".xml is named in the log",
                () -> server.log().lines().anyMatch(line -> line.contains("ERROR") && line.contains(name + ".xml")));
        assertThat(status(name)).isEqualTo(404);
        assertThat(answers("before-" + name, "one")).isTrue();

        Path after = server.synapse("api").resolve("after-" + name + ".xml");
        Files.writeString(after, api("after-" + name, two));
        Eventually.within(SOON, "an API after it serves", () -> answers("after-" + name, "two"));
        Files.deleteIfExists(bad);
        Files.delete(good);
        Files.delete(after);
    }

    @Test
    void aMalformedEditLeavesTheLastGoodVersionServing() throws IOException {
        Path file = server.synapse("api").resolve("spoiled.xml");
        Files.writeString(file, api("spoiled", one));
        Eventually.within(SOON, "the new API serves", () -> answers("spoiled", "one"));
        Files.writeString(file, "<api>");
        Eventually.within(
                Duration.ofSeconds(5),
                "the edit is named in the log",
                () -> server.log().lines().anyMatch(line -> line.contains("ERROR") && line.contains("spoiled.xml")));
        assertThat(answers("spoiled", "one")).isTrue();
        Files.writeString(file, api("spoiled", two));
        Eventually.within(SOON, "the repaired edit is in force", () -> answers("spoiled", "two"));
        Files.delete(file);
    }

    @Test
    void anUnknownHandlerIsNamedAndItsApiAnswers503() throws IOException {
        Path file = server.synapse("api").resolve("handled.xml");
        Files.writeString(
                file,
                api("handled", one)
                        .replace("</api>", "<handlers>\n<handler class=\"com.example.Nobody\"/></handlers></api>"));
        Eventually.within(SOON, "the API answers 503", () -> status("handled") == 503);
        assertThat(client.call(url("handled")).body()).contains("com.example.Nobody");
        Eventually.within(
                Duration.ofSeconds(10),
                "file, line and class are named in the log",
                () -> server.log()
                        .lines()
                        .anyMatch(line -> line.contains("handled.xml")
                                && line.contains("line ")
                                && line.contains("com.example.Nobody")));
        Files.delete(file);
    }

    private boolean answers(String api, String backend) {
        return client.call(url(api) + "/x").body().startsWith(backend + " GET /x");
    }

    private int status(String api) {
        return client.call(url(api)).statusCode();
    }

    private String url(String api) {
        return "http://localhost:" + server.gateway() + "/" + api;
    }

    private static String api(String name, Backend backend) {
        return """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET POST" url-mapping="/*">
                    <inSequence>
                      <send><endpoint><address uri="%2$s"/></endpoint></send>
                    </inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>
                """.formatted(name, backend.address());
    }
}
