package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of endpoint, called from outside. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndpointsIT {
    private final Server server;
    private final Http http = new Http();
    /** Keeps no cookies of its own. */
    private final HttpClient bare = HttpClient.newHttpClient();

    private final Backend one = new Backend("one");
    private final Backend two = new Backend("two");
    private final List<Path> dropped = new ArrayList<>();

    EndpointsIT(Server server) {
        this.server = server;
    }

    @AfterEach
    void takeAway() throws IOException {
        for (Path file : dropped) {
            Files.deleteIfExists(file);
        }
        dropped.clear();
    }

    @AfterAll
    void close() {
        one.close();
        two.close();
    }

    @Test
    void failoverGoesOnWithTheNextMemberAndEachMemberHasItsVariables() throws IOException {
        drop("failsover", """
                <failover>
                  <endpoint name="f1"><http uri-template="http://localhost:%d/{uri.var.id}"/></endpoint>
                  <endpoint name="f2"><http method="put" uri-template="%s/second/{uri.var.id}"/></endpoint>
                </failover>
                """.formatted(nobody(), two.address()));
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = http.send(Http.request(url("failsover"), "Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("kept"))
                    .build());
            assertThat(answer.body()).startsWith("two PUT /second/7").contains("body=kept");
        }
    }

    @Test
    void aBackEndOfSoapGetsItsEnvelope() throws IOException {
        drop("soaped", "<address uri=\"%s/{uri.var.id}\" format=\"soap11\"/>".formatted(one.address()));

        HttpResponse<String> answer =
                http.send(Http.request(url("soaped"), "Content-Type", "application/xml", "SOAPAction", "urn:q")
                        .POST(HttpRequest.BodyPublishers.ofString("<q>1 &lt; 2</q>"))
                        .build());

        assertThat(answer.body())
                .startsWith("one POST /7")
                .contains("http://schemas.xmlsoap.org/soap/envelope/", "<q>1 &lt; 2</q>");
    }

    @Test
    void loadIsSharedInTurn() throws IOException {
        drop("balanced", """
                <loadbalance algorithm="org.apache.synapse.endpoints.algorithms.RoundRobin">
                  <endpoint name="l1"><http uri-template="%s/{uri.var.id}"/></endpoint>
                  <endpoint name="l2"><address uri="%s/{uri.var.id}"/></endpoint>
                </loadbalance>
                """.formatted(one.address(), two.address()));
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(http.get(url("balanced")).body().substring(0, 11));
        }
        assertThat(asked).containsExactly("one GET /7/", "two GET /7/", "one GET /7/", "two GET /7/");
    }

    @Test
    void aSessionStaysWhereItBeganUntilThatOneIsGone() throws IOException {
        Backend third = new Backend("third");
        String group = """
                %s<send><endpoint name="shop">
                  <session type="http"><sessionTimeout>60000</sessionTimeout></session>
                  <loadbalance algorithm="org.apache.synapse.endpoints.algorithms.RoundRobin">
                    <endpoint name="s1"><http uri-template="%s/login"/></endpoint>
                    <endpoint name="s2"><http uri-template="%s/login"/></endpoint>
                  </loadbalance>
                </endpoint></send>
                """;
        dropped.add(server.drop("sticky", api("sticky", group.formatted("", third.address(), one.address()))));
        HttpResponse<String> begun = sticky("lang=de");
        HttpResponse<String> other = sticky("lang=de");
        assertThat(begun.body()).startsWith("third ");
        assertThat(other.body()).startsWith("one ");
        for (int i = 0; i < 3; i++) {
            assertThat(again(begun)).startsWith("third ");
            assertThat(again(other)).startsWith("one ");
        }
        String language = sticky("lang=en").body();
        assertThat(sticky("lang=en").body().substring(0, 3))
                .as("what many share is no session")
                .isNotEqualTo(language.substring(0, 3));

        server.drop(
                "sticky",
                api(
                        "sticky",
                        group.formatted(
                                "<property name=\"X-Anew\" value=\"1\" scope=\"transport\"/>",
                                third.address(),
                                one.address())));
        assertThat(again(begun)).startsWith("third ");
        assertThat(third.lastHeader("X-Anew")).as("it is deployed anew").contains("1");
        assertThat(again(other)).startsWith("one ");

        third.close();
        assertThat(again(begun)).startsWith("one ");
    }

    private String again(HttpResponse<String> begun) {
        String cookies = begun.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        return sticky(cookies).body();
    }

    private HttpResponse<String> sticky(String cookies) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url("sticky")))
                .header("Cookie", cookies)
                .build();
        return bare.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    @Test
    void whereAllMembersAreDeadTheFaultSaysSo() throws IOException {
        drop("alldead", """
                <failover><endpoint name="d1"><http uri-template="http://localhost:%1$d"/></endpoint>
                  <endpoint name="d2"><http uri-template="http://localhost:%1$d"/></endpoint></failover>
                """.formatted(nobody()));
        assertThat(http.get(url("alldead")).body()).contains("<am:code>");
        HttpResponse<String> told = http.get(url("alldead"));
        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(told.body()).contains("<am:code>303000</am:code>");
    }

    /** What people write to switch suspension off. */
    @Test
    void aMemberThatIsNeverSuspendedIsAskedOnceForACall() throws IOException {
        String off =
                "<suspendOnFailure><initialDuration>%s</initialDuration><progressionFactor>1.0</progressionFactor></suspendOnFailure>";
        for (String rules : List.of(
                off.formatted("0"),
                off.formatted("-1"),
                "<suspendOnFailure><errorCodes>-1</errorCodes><progressionFactor>1.0</progressionFactor></suspendOnFailure>")) {
            drop("spin", """
                    <failover><endpoint name="dead"><http uri-template="http://localhost:%d">%s</http></endpoint>
                      <endpoint name="lives"><http uri-template="%s">%s</http></endpoint></failover>
                    """.formatted(nobody(), rules, two.address(), rules));
            for (int i = 0; i < 3; i++) {
                assertThat(http.get(url("spin")).body()).startsWith("two GET");
            }
            drop("spin", """
                    <failover><endpoint name="dead"><http uri-template="http://localhost:%1$d">%2$s</http></endpoint>
                      <endpoint name="too"><http uri-template="http://localhost:%1$d">%2$s</http></endpoint></failover>
                    """.formatted(nobody(), rules));
            assertThat(http.get(url("spin")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void anEndpointOfItsOwnFileIsUsedByItsName() throws IOException {
        Path file = server.synapse("endpoints").resolve("shop.xml");
        Files.writeString(
                file,
                "<endpoint xmlns=\"http://ws.apache.org/ns/synapse\" name=\"shop\"><http uri-template=\""
                        + one.address() + "/{uri.var.id}\"/></endpoint>");
        dropped.add(file);
        Eventually.within(
                Duration.ofSeconds(10), "shop is there", () -> server.log().contains("shop is deployed from"));
        dropped.add(server.drop("byname", api("byname", "<send><endpoint key=\"shop\"/></send>")));
        assertThat(http.get(url("byname")).body()).startsWith("one GET /7/items/7");

        Files.writeString(
                file,
                "<endpoint xmlns=\"http://ws.apache.org/ns/synapse\" name=\"shop\"><http uri-template=\""
                        + two.address() + "\"/></endpoint>");
        Eventually.within(
                Duration.ofSeconds(10),
                "the edit is in force",
                () -> http.get(url("byname")).body().startsWith("two GET /items/7"));
    }

    @Test
    void theDefaultEndpointGoesWhereTheMessageSays() throws IOException {
        dropped.add(server.drop(
                "whereto",
                api(
                        "whereto",
                        "<header name=\"To\" value=\"" + one.address()
                                + "/said\"/><send><endpoint><default/></endpoint></send>")));
        assertThat(http.get(url("whereto")).body()).startsWith("one GET /said");
    }

    @Test
    void aWsdlEndpointGoesToTheAddressOfItsPortInWhatThatSpeaks() throws IOException {
        String wsdl = """
                <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                    xmlns:t="urn:t" targetNamespace="urn:t">
                  <message name="M"/><portType name="P"><operation name="o"><input message="t:M"/></operation></portType>
                  <binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
                    <operation name="o"><soap:operation soapAction="o"/><input><soap:body use="literal"/></input></operation>
                  </binding>
                  <service name="S"><port name="Port" binding="t:B"><soap:address location="%s/soap"/></port></service>
                </definitions>
                """.formatted(two.address());
        try (RawBackend wsdls = new RawBackend((in, out) -> {
            RawBackend.readHead(in);
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n" + wsdl)
                    .getBytes(StandardCharsets.UTF_8));
        })) {
            drop("bywsdl", "<wsdl uri=\"http://localhost:" + wsdls.port() + "/s?wsdl\" service=\"S\" port=\"Port\"/>");
            assertThat(http.get(url("bywsdl")).body())
                    .startsWith("two POST /soap/items/7")
                    .contains("http://schemas.xmlsoap.org/soap/envelope/");
        }
    }

    @Test
    void anEndpointThatIsNeverSuspendedIsAskedAgain() throws IOException {
        drop("eager", """
                <http uri-template="http://localhost:%d">
                  <suspendOnFailure><initialDuration>-1</initialDuration><progressionFactor>1.0</progressionFactor></suspendOnFailure>
                </http>
                """.formatted(nobody()));
        for (int i = 0; i < 3; i++) {
            assertThat(http.get(url("eager")).body()).contains("<am:code>101503</am:code>");
        }
    }

    @Test
    void aBackEndThatWantsAPasswordIsToldIt() {
        Client client = new Client(server).signIn();
        client.add(new ApiForm("Basic", "/basic", one.address())
                        .with("endpointType", "secured")
                        .with("epUsername", "ada")
                        .with("epPassword", "lovelace & co")
                        .secured())
                .publish("Basic")
                .addApplication("Basic application")
                .subscribe("Basic application", "Basic", "Unlimited");
        String token = client.generateKey("Basic application").accessToken();
        HttpResponse<String> answer = client.call("http://localhost:" + server.gateway() + "/basic/1.0.0/items", token);
        assertThat(answer.body())
                .contains("authorization=Basic "
                        + Base64.getEncoder().encodeToString("ada:lovelace & co".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithItsLine() throws IOException {
        Path file = server.synapse("api").resolve("badaddress.xml");
        Files.writeString(
                file,
                api("badaddress", "<send><endpoint><http uri-template=\"ftp://{uri.var.id}/\"/></endpoint></send>"));
        dropped.add(file);
        Eventually.within(
                Duration.ofSeconds(10),
                "it is refused",
                () -> server.log()
                        .lines()
                        .anyMatch(line -> line.contains("badaddress.xml")
                                && line.contains("line ")
                                && line.contains("expected: an http or https URL")));
        assertThat(http.get(url("badaddress")).statusCode()).isEqualTo(404);
    }

    private void drop(String name, String endpoint) throws IOException {
        dropped.add(server.drop(name, api(name, "<send><endpoint>" + endpoint + "</endpoint></send>")));
    }

    private static String api(String name, String in) {
        return """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET POST" uri-template="/items/{id}" faultSequence="fault">
                    <inSequence>%2$s</inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>
                """.formatted(name, in);
    }

    private static int nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private String url(String name) {
        return "http://localhost:" + server.gateway() + "/" + name + "/items/7";
    }
}
