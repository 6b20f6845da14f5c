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
            for (String body : new String[] {"{\"a\":", "[".repeat(5_000), "{}{}"}) {
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

    private static final String CONTENT = """
            <api xmlns="http://ws.apache.org/ns/synapse" name="demanding" context="/demanding">
              <resource methods="POST" uri-template="/enrich" faultSequence="fault"><inSequence>
                <enrich><source type="inline"><tax xmlns="">3</tax></source><target action="child" xpath="//order"/></enrich>
                <respond/></inSequence></resource>
              <resource methods="POST" uri-template="/xslt" faultSequence="fault"><inSequence>
                <xslt key="demanding-sheet"/><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/nosheet" faultSequence="fault"><inSequence>
                <xslt key="demanding-nothing"/><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/validate" faultSequence="fault"><inSequence>
                <validate><schema key="demanding-schema"/><on-fail><property name="HTTP_SC" value="422" scope="axis2"/></on-fail></validate>
                <respond/></inSequence></resource>
              <resource methods="POST" uri-template="/log" faultSequence="fault"><inSequence>
                <log level="full"/><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/written" faultSequence="fault"><inSequence>
                <property name="messageType" value="application/xml" scope="axis2"/><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/throws" faultSequence="fault"><inSequence>
                <script language="js"><![CDATA[throw new Error("thrown" + mc.getPayloadJSON().a);]]></script></inSequence></resource>
            </api>
            """;

    private static final String SHEET = """
            <localEntry xmlns="http://ws.apache.org/ns/synapse" key="demanding-sheet">
              <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                <xsl:template match="/"><done xmlns=""><xsl:value-of select="."/></done></xsl:template>
              </xsl:stylesheet>
            </localEntry>
            """;

    private static final String SCHEMA = """
            <localEntry xmlns="http://ws.apache.org/ns/synapse" key="demanding-schema">
              <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="order" type="xs:string"/></xs:schema>
            </localEntry>
            """;

    private static final String SOAP = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header>"
            + "<h xmlns=\"urn:h\">x</h></s:Header><s:Body><order/></s:Body></s:Envelope>";

    private void dropDemanding() throws IOException {
        Files.writeString(server.synapse("local-entries").resolve("demanding-sheet.xml"), SHEET);
        Files.writeString(server.synapse("local-entries").resolve("demanding-schema.xml"), SCHEMA);
        Files.writeString(server.synapse("api").resolve("demanding.xml"), CONTENT);
        Eventually.within(
                SOON,
                "demanding is deployed",
                () -> server.log().contains("demanding is deployed from")
                        && demand("xslt", "application/xml", "<order>tea</order>")
                                .body()
                                .contains("<done>tea</done>")
                        && demand("validate", "application/xml", "<order>tea</order>")
                                        .statusCode()
                                == 200);
    }

    private HttpResponse<String> demand(String resource, String type, String body) {
        return http.send(
                Http.request("http://localhost:" + server.gateway() + "/demanding/" + resource, "Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Whatever a mediator is to do with it: the body is what is wrong, not the server. */
    @Test
    void whatTheBodyDoesNotHaveIsItsSendersMistake() throws IOException {
        dropDemanding();
        String nul = "{\"order\": \"\\u0000\"}";
        assertThat(demand("enrich", "application/xml", "<order/>").body()).isEqualTo("<order><tax>3</tax></order>");
        bad("enrich", "application/xml", "<other/>");
        bad("enrich", "text/plain", "order");
        bad("enrich", "application/json", "{}");
        bad("xslt", "application/octet-stream", "order");
        bad("xslt", "application/xml", "");
        bad("validate", "image/png", "order");
        assertThat(demand("log", "application/json", nul).body())
                .as("what XML cannot hold")
                .isEqualTo(nul);
        assertThat(demand("written", "application/json", nul).body()).contains("escaped?>\\u0000</order>");
        for (String resource : new String[] {"enrich", "xslt", "log", "written"}) {
            bad(resource, "application/xml", "<order/>more");
            bad(resource, "application/xml", "<order/><order/>");
            bad(resource, "application/soap+xml", SOAP + "more");
            bad(resource, "application/soap+xml", SOAP + SOAP);
            bad(resource, "application/soap+xml", SOAP.replaceFirst("<s:Body>.*</s:Body>", ""));
            bad(
                    resource,
                    "text/xml",
                    SOAP.replace("http://www.w3.org/2003/05/", "http://schemas.xmlsoap.org/soap/")
                                    .replace("soap-envelope", "envelope/")
                            + "\u0000");
        }
        assertThat(demand("validate", "application/xml", "<other/>").statusCode())
                .isEqualTo(422);
        assertThat(demand("written", "application/soap+xml", SOAP + "<!-- more -->\n")
                        .statusCode())
                .isEqualTo(200);
        assertThat(demand("nosheet", "application/xml", "<order/>").statusCode())
                .as("not the sender's")
                .isEqualTo(500);
    }

    private void bad(String resource, String type, String body) {
        HttpResponse<String> answer = demand(resource, type, body);
        assertThat(answer.statusCode())
                .as(resource + " " + type + " " + body + ": " + answer.body())
                .isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception", "org.apache", "at org.");
    }

    @Test
    void noCallerFillsTheLog() throws IOException {
        dropDemanding();
        String begun = server.log();
        for (int i = 0; i < 50; i++) {
            assertThat(demand("throws", "application/json", "{\"a\": \"\\n\\tat org.made.up\\n" + i + "\"}")
                            .statusCode())
                    .isEqualTo(500);
            bad("enrich", "application/xml", "<other/>");
            bad("validate", "image/png", "order");
        }
        String written = server.log().substring(begun.length());

        assertThat(written.lines().filter(line -> line.contains("demanding: script failed: ")))
                .hasSize(50);
        assertThat(written.lines().filter(line -> line.startsWith("\tat org.made.up")))
                .isEmpty();
        assertThat(written.lines().count()).isLessThan(50 + 150);
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
