package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Back ends that fail in every way there is, and what the client is told. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Server server;
    private final Http http = new Http();

    FaultsIT(Server server) {
        this.server = server;
    }

    @Test
    void aBackEndThatRefusesIsSuspendedAfterItsFirstFailure() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        Path file = drop("refuses", nobody);
        assertFault(http.get(url("refuses")), "101503");
        assertFault(http.get(url("refuses")), "303001");
        Files.delete(file);
    }

    @Test
    void aBackEndThatHangsIsGivenUp() throws IOException {
        try (RawBackend backend = new RawBackend((in, out) -> in.transferTo(OutputStream.nullOutputStream()))) {
            Path file = drop("hangs", backend.port());
            assertFault(http.get(url("hangs")), "101504");
            Files.delete(file);
        }
    }

    @Test
    void aBackEndThatTalksGarbageIsNotPassedOn() throws IOException {
        try (RawBackend backend = new RawBackend((in, out) -> say(in, out, "SSH-2.0-nothing of yours\r\n\r\n"))) {
            Path file = drop("garbage", backend.port());
            assertFault(http.get(url("garbage")), "101506");
            Files.delete(file);
        }
    }

    @Test
    void aBackEndThatClosesWithoutAWordIsAFault() throws IOException {
        try (RawBackend backend = new RawBackend((in, out) -> say(in, out, ""))) {
            Path file = drop("closes", backend.port());
            assertFault(http.get(url("closes")), "101505");
            Files.delete(file);
        }
    }

    /** By the rules that the publisher writes where nobody has chosen any. */
    @Test
    void whatOnlyItsSenderCanMakeFailSuspendsNobodyElse() throws IOException {
        try (RawBackend backend = new RawBackend((in, out) -> {
            String head = RawBackend.readHead(in);
            if (head.contains("/bad")) {
                out.write((head.contains("/bad/2") ? "HTTP/1.1 200 OK\r\nX y z\u0001: 1\r\nnothing\r\n\r\n" : "")
                        .getBytes(StandardCharsets.ISO_8859_1));
            } else {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood".getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            Client client = new Client(server).signIn();
            client.add(new ApiForm("Spared", "/spared", "http://localhost:" + backend.port())
                            .with("inSequence", "json_to_xml_in_message")
                            .open())
                    .publish("Spared");
            String address = "http://localhost:" + server.gateway() + "/spared/1.0.0/";
            for (String path : new String[] {"bad/1", "bad/2"}) {
                for (int i = 0; i < 10; i++) {
                    http.get(address + path);
                }
                assertThat(http.get(address + "fine").body()).as(path).isEqualTo("good");
            }
            for (String body : new String[] {"{\"a\":\"\\u0000\"}", "{\"a\":", "[".repeat(5_000), "{}{}"}) {
                HttpResponse<String> refused =
                        http.send(Http.request(address + "fine", "Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
                assertThat(refused.body()).contains("The body ");
                assertThat(http.get(address + "fine").body()).as(body).isEqualTo("good");
            }
            client.setStatus("Spared", "RETIRED");
        }
    }

    @Test
    void halfAnAnswerIsNotMadeToLookWhole() throws IOException {
        try (RawBackend backend =
                new RawBackend((in, out) -> say(in, out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))) {
            Path file = drop("dies", backend.port());
            assertThatThrownBy(() -> http.get(url("dies"))).isInstanceOf(UncheckedIOException.class);
            Files.delete(file);
        }
    }

    @Test
    void aConnectionThatTheBackEndClosedMeanwhileIsReplaced() throws IOException {
        try (RawBackend backend =
                new RawBackend((in, out) -> say(in, out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"))) {
            Path file = drop("idles", backend.port());
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> answer = http.get(url("idles"));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("good");
            }
            Files.delete(file);
        }
    }

    /** What stands where a draft would be written is as good as a disk without room. */
    @Test
    void aDiskThatTakesNothingLeavesNothingHalfDone() throws IOException {
        Client client = new Client(server).signIn();
        client.add(new ApiForm("NoRoom", "/noroom", "http://localhost:1").open());
        Path draft = Files.createDirectory(server.synapse("api").resolve(".admin--NoRoom_v1.0.0.xml.new"));

        assertThat(client.setStatus("NoRoom", "PUBLISHED").body())
                .contains("\"error\" : true", "Production and Sandbox");
        assertThat(server.log()).contains("The gateway cannot write admin--NoRoom_v1.0.0.xml");
        assertThat(client.status("NoRoom")).isEqualTo("CREATED");
        assertThat(http.get("http://localhost:" + server.gateway() + "/noroom/1.0.0/x")
                        .statusCode())
                .isEqualTo(404);

        Files.deleteIfExists(draft);
        client.publish("NoRoom");
        assertThat(http.get("http://localhost:" + server.gateway() + "/noroom/1.0.0/x")
                        .statusCode())
                .isEqualTo(500);
    }

    private static void say(InputStream in, OutputStream out, String answer) throws IOException {
        RawBackend.readHead(in);
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertFault(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body())
                .startsWith("<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>" + code + "</am:code>")
                .doesNotContain("Exception", "at org.");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
    }

    private Path drop(String name, int port) throws IOException {
        Path file = server.synapse("api").resolve(name + ".xml");
        Files.writeString(file, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET" url-mapping="/*" faultSequence="fault">
                    <inSequence>
                      <send>
                        <endpoint>
                          <http uri-template="http://localhost:%2$d">
                            <timeout><duration>1000</duration><responseAction>fault</responseAction></timeout>
                          </http>
                        </endpoint>
                      </send>
                    </inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>
                """.formatted(name, port));
        Eventually.within(SOON, name + " is deployed", () -> server.log().contains(name + " is deployed from"));
        return file;
    }

    private String url(String name) {
        return "http://localhost:" + server.gateway() + "/" + name + "/x";
    }
}
