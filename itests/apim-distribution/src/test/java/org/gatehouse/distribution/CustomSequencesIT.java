package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.distribution.Client.good;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sequences that providers choose for their APIs, on their way to the gateway and at work there. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CustomSequencesIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");

    CustomSequencesIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void signIn() {
        client.signIn();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void thoseThatShipCanBeChosen() {
        assertThat(offered("getCustomInSequences"))
                .isEqualTo(
                        "[\"json_to_xml_in_message\",\"log_in_message\",\"preserve_accept_header\",\"xml_to_json_in_message\"]");
        assertThat(offered("getCustomOutSequences"))
                .isEqualTo(
                        "[\"apply_accept_header\",\"json_to_xml_out_message\",\"log_out_message\",\"xml_to_json_out_message\"]");
        assertThat(offered("getCustomFaultSequences")).isEqualTo("[\"json_fault\"]");
    }

    @Test
    void aRequestIsMadeXmlOnItsWay() {
        publish("ToXml", "/toxml", backend.address(), "json_to_xml_in_message", "none", "none");

        HttpResponse<String> answer = new Http()
                .send(Http.request(url("/toxml"), "Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"order\":{\"item\":\"tea\",\"count\":2}}"))
                        .build());

        assertThat(answer.body())
                .startsWith("behind POST /items/1 body=<")
                .contains("<order><item>tea</item><count>2</count></order>");
        Path file = server.synapse("sequences").resolve("admin--ToXml_v1.0.0--In.xml");
        assertThat(file).exists();
        client.setStatus("ToXml", "RETIRED");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFailureIsToldInJson() {
        publish("JsonFault", "/jsonfault", "http://localhost:1", "none", "none", "json_fault");

        HttpResponse<String> answer = client.call(url("/jsonfault"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode fault = Client.json(answer).path("fault");
        assertThat(fault.path("code").asInt()).isEqualTo(101503);
        assertThat(fault.path("type").asText()).isEqualTo("Status report");
    }

    @Test
    void aSequenceThatNobodyOffersIsRefusedAndNothingIsPublished() {
        add("Unknown", "/unknownsequence", backend.address(), "nothing_like_it", "none", "none");

        assertThat(client.setStatus("Unknown", "PUBLISHED").body())
                .contains("\"error\" : true", "Production and Sandbox");
        assertThat(server.log()).contains("inSequence: nothing_like_it (expected: one of [json_to_xml_in_message");
        assertThat(client.status("Unknown")).isEqualTo("CREATED");
    }

    private String offered(String action) {
        return good(client.publisher("item-add/ajax/add.jag", Map.of("action", action)))
                .path("sequences")
                .toString();
    }

    private void publish(String name, String context, String address, String in, String out, String fault) {
        add(name, context, address, in, out, fault);
        client.publish(name);
    }

    private void add(String name, String context, String address, String in, String out, String fault) {
        client.add(new ApiForm(name, context, address)
                .with("inSequence", in)
                .with("outSequence", out)
                .with("faultSequence", fault)
                .open());
    }

    private String url(String context) {
        return "http://localhost:" + server.gateway() + context + "/1.0.0/items/1";
    }
}
