package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Proxy services of Synapse at {@code /services}; the one that is shipped takes what workflow engines have decided. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProxyServicesIT {
    private static final String CALLBACK = "WorkflowCallbackService";
    private static final String ENGINE = "Basic YWRtaW46YWRtaW4=";
    private static final String DECIDED = """
            <s:Envelope xmlns:s="%s"><s:Body>
              <resumeEvent xmlns="http://callback.workflow.apimgt.carbon.wso2.org">
                <workflowReference>%s</workflowReference><status>APPROVED</status>
                <description>fine &amp;amp; good=yes &lt;b&gt; é</description>
              </resumeEvent>
            </s:Body></s:Envelope>""";
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private final Server server;
    private final Http http = new Http();

    ProxyServicesIT(Server server) {
        this.server = server;
    }

    @Test
    void aDecisionReachesTheStoreAsAFormWithTheEnginesCredentials() throws Exception {
        Queue<String> forms = new ConcurrentLinkedQueue<>();
        try (RawBackend store = listener(forms, "200 OK", "{\"workflowCallbackResponse\":{\"error\":\"false\"}}")) {
            withStoreAt(store, () -> {
                HttpResponse<String> taken = call("text/xml", SOAP_11, "ref-1");
                assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
                assertThat(taken.body()).isEmpty();
            });
        }
        assertThat(forms).hasSize(1);
        assertThat(forms.remove())
                .startsWith("POST /store/site/blocks/workflow/workflow-listener/ajax/workflow-listener.jag HTTP/1.1")
                .containsIgnoringCase("Authorization: " + ENGINE)
                .containsIgnoringCase("Content-Type: application/x-www-form-urlencoded")
                .doesNotContainIgnoringCase("SOAPAction")
                .endsWith("workflowReference=ref-1&status=APPROVED"
                        + "&description=fine+%26amp%3B+good%3Dyes+%3Cb%3E+%C3%A9");
    }

    @Test
    void whatTheStoreRefusesTheEngineIsTold() throws Exception {
        String refusal = "{\"workflowCallbackResponse\":{\"error\":\"true\",\"message\":\"Forbidden. User <x> & $1\"}}";
        try (RawBackend store = listener(new ConcurrentLinkedQueue<>(), "403 Forbidden", refusal)) {
            withStoreAt(store, () -> {
                HttpResponse<String> refused = call("text/xml", SOAP_11, "ref-1");
                assertThat(refused.statusCode()).isEqualTo(500);
                assertThat(refused.body()).contains(SOAP_11, "faultstring", "Forbidden. User &lt;x> &amp; $1");
                refused = call("application/soap+xml", SOAP_12, "ref-1");
                assertThat(refused.statusCode()).isEqualTo(500);
                assertThat(refused.body()).contains(SOAP_12, "Forbidden. User &lt;x> &amp; $1");
            });
        }
    }

    @Test
    void aCallbackThatNamesNoRequestGoesNoFurther() {
        HttpResponse<String> refused = call("text/xml", SOAP_11, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(SOAP_11, ":Client", "Expected: resumeEvent with workflowReference and status");
        refused = call("application/soap+xml", SOAP_12, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(SOAP_12, ":Sender", "Expected: resumeEvent with workflowReference");
    }

    @Test
    void nobodyWithoutCredentialsAndNoLongMessageIsListenedTo() {
        String decided = DECIDED.formatted(SOAP_11, "ref-1");
        HttpResponse<String> refused = http.send(Http.request(services(CALLBACK), "Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(decided))
                .build());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Expected: the workflow engine's credentials");

        for (String body : List.of("<a>" + "<b/>".repeat(20_000) + "</a>", decided + " ".repeat(65_537))) {
            refused = http.send(Http.request(services(CALLBACK), "Content-Type", "text/xml", "Authorization", ENGINE)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
            assertThat(refused.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void theWsdlSaysHowToCallIt() {
        HttpResponse<String> wsdl = http.get(services(CALLBACK) + "?wsdl");
        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(wsdl.headers().firstValue("Content-Type").orElse("")).contains("xml");
        assertThat(wsdl.body()).contains("definitions", "resumeEvent", "workflowReference");
    }

    @Test
    void aProxyOfSequencesAndAnEndpointIsServedAndTakenOff() throws Exception {
        Path wsdl = Files.writeString(
                server.home().resolve("quotes.wsdl"),
                "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" name=\"Quotes\"/>");
        try (Backend backend = new Backend("quotes")) {
            List<Path> files = List.of(
                    server.drop("sequences", "quotes-in", """
                            <sequence xmlns="http://ws.apache.org/ns/synapse" name="quotes-in">
                              <property name="Authorization" expression="url-encode('proxied: é')" scope="transport"/>
                            </sequence>"""),
                    server.drop("endpoints", "quotes-back", """
                            <endpoint xmlns="http://ws.apache.org/ns/synapse" name="quotes-back">
                              <http uri-template="%s/quotes"/>
                            </endpoint>""".formatted(backend.address())),
                    server.drop("proxy-services", "Quotes", """
                            <proxy xmlns="http://ws.apache.org/ns/synapse" name="Quotes" transports="http">
                              <target inSequence="quotes-in" endpoint="quotes-back"/>
                              <publishWSDL uri="file:quotes.wsdl"/>
                            </proxy>"""));
            HttpResponse<String> answer = http.get(services("Quotes"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("quotes GET /quotes body= authorization=proxied:%20%C3%A9");
            assertThat(http.get(services("Quotes") + "?wsdl").body()).contains("name=\"Quotes\"");
            for (Path file : files) {
                Files.delete(file);
            }
            Eventually.within(
                    Duration.ofSeconds(10),
                    "the proxy is gone",
                    () -> http.get(services("Quotes")).statusCode() == 404);
        } finally {
            Files.delete(wsdl);
        }
    }

    @Test
    void aProxyThatLeadsNowhereOrAsksForWhatIsNotHereIsNotServed() throws IOException {
        refused("Nowhere", "<target/>", "line 2: target: neither inSequence nor endpoint");
        refused("Secured", "<target inSequence=\"main\"/><enableSec/>", "line 2: enableSec: no call could keep to it");
    }

    private void refused(String name, String content, String reason) throws IOException {
        Path file = server.synapse("proxy-services").resolve(name + ".xml");
        Files.writeString(
                file,
                "<proxy xmlns=\"http://ws.apache.org/ns/synapse\" name=\"" + name + "\">\n" + content + "</proxy>");
        Eventually.within(
                Duration.ofSeconds(10),
                "the reason is logged",
                () -> server.log().contains(name + ".xml: " + reason));
        assertThat(http.get(services(name)).statusCode()).isEqualTo(404);
        Files.delete(file);
    }

    private void withStoreAt(RawBackend store, Runnable calls) throws IOException {
        Path file = server.synapse("proxy-services").resolve(CALLBACK + ".xml");
        String shipped = Files.readString(file);
        String edited = shipped.replace("https://localhost:{uri.var.port}/", "http://localhost:" + store.port() + "/");
        assertThat(edited).isNotEqualTo(shipped);
        server.drop("proxy-services", CALLBACK, edited);
        try {
            calls.run();
        } finally {
            server.drop("proxy-services", CALLBACK, shipped);
        }
    }

    private static RawBackend listener(Queue<String> forms, String status, String json) throws IOException {
        return new RawBackend((in, out) -> {
            forms.add(RawBackend.readMessage(in));
            out.write(("HTTP/1.1 " + status + "\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: "
                            + json.length() + "\r\nConnection: close\r\n\r\n" + json)
                    .getBytes(StandardCharsets.UTF_8));
        });
    }

    private HttpResponse<String> call(String type, String envelope, String reference) {
        return http.send(Http.request(
                        services(CALLBACK),
                        "Content-Type",
                        type + "; charset=utf-8",
                        "SOAPAction",
                        "\"urn:resumeEvent\"",
                        "Authorization",
                        ENGINE)
                .POST(HttpRequest.BodyPublishers.ofString(DECIDED.formatted(envelope, reference)))
                .build());
    }

    private String services(String name) {
        return "http://localhost:" + server.gateway() + "/services/" + name;
    }
}
