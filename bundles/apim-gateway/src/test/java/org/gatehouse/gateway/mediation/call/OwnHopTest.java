package org.gatehouse.gateway.mediation.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that the gateway makes to itself is known by what nobody else can send. */
final class OwnHopTest {
    private static final String FIELD = "WSO2_AM_API_DEFAULT_VERSION";
    private static final int PORT = 8280;

    @TempDir
    Path root;

    private final List<Object> seen = new ArrayList<>();
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(root);
        gateway.mediation.listensAt("http", PORT);
        gateway.handler("org.example.Looks", () -> new Handler() {
            @Override
            public boolean handleRequest(MessageContext message) {
                seen.add(message.getProperty(CallProperties.BY_DEFAULT));
                seen.add(message.getProperty(CallProperties.CLIENT_ADDRESS));
                return true;
            }

            @Override
            public boolean handleResponse(MessageContext message) {
                return true;
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    private void api(String name, String attributes, String endpoint) {
        gateway.deployment.put(
                attributes.isEmpty() ? name : name + ":v1.0", """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%s" context="/%s" %s>
                  <resource url-mapping="/*">
                    <inSequence>
                      <header name="WSO2_AM_API_DEFAULT_VERSION" value="true" scope="transport"/>
                      <send><endpoint><http uri-template="%s"/></endpoint></send>
                    </inSequence>
                    <outSequence><send/></outSequence>
                    <faultSequence><header name="To" action="remove"/><property name="RESPONSE" value="true"/><send/></faultSequence>
                  </resource>
                  <handlers><handler class="org.example.Looks"/></handlers>
                </api>""".formatted(name, name, attributes, endpoint));
    }

    private Headers sentBy(String name) {
        FakeExchange call = FakeExchange.get("/" + name + "/x").backend(200, "text/plain", "");
        gateway.serve(call);
        return call.calls.get(0).headers();
    }

    @Test
    void theMarkIsASecretAndTheListOfAddressesBesideItIsBelieved() {
        api("bare", "", "http://localhost:" + PORT + "/next");
        Headers sent = sentBy("bare");
        assertThat(sent.get(FIELD)).hasSize(64);

        seen.clear();
        FakeExchange next = new FakeExchange(
                        "GET",
                        "/bare/x",
                        Headers.empty()
                                .set("Host", "a")
                                .set(FIELD, String.valueOf(sent.get(FIELD)))
                                .set("X-Forwarded-For", "198.51.100.1, 203.0.113.9"),
                        "")
                .backend(200, "text/plain", "");
        gateway.serve(next);
        assertThat(seen).containsExactly(true, "203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "", "0000000000000000000000000000000000000000000000000000000000000000"})
    void whatAClientSendsUnderThatNameIsNothing(String value) {
        api("bare", "", "http://backend.example/");
        FakeExchange call = new FakeExchange(
                        "GET",
                        "/bare/x",
                        Headers.empty().set("Host", "a").set(FIELD, value).set("X-Forwarded-For", "203.0.113.9"),
                        "")
                .backend(200, "text/plain", "");
        gateway.serve(call);
        assertThat(seen.get(0)).isEqualTo(false);
        assertThat(call.calls.get(0).headers().contains(FIELD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://backend.example/",
                "http://backend.example:8280/",
                "http://localhost:8281/",
                "https://localhost:8280/",
                "http://127.0.0.2:8280/"
            })
    void itGoesNowhereElse(String endpoint) {
        api("bare", "", endpoint);
        assertThat(sentBy("bare").contains(FIELD)).isFalse();
    }

    @Test
    void anApiOfAVersionDoesNotHaveIt() {
        api("old", "version=\"1.0\" version-type=\"context\"", "http://localhost:" + PORT + "/next");
        FakeExchange call = FakeExchange.get("/old/1.0/x").backend(200, "text/plain", "");
        gateway.serve(call);
        assertThat(call.calls.get(0).headers().contains(FIELD)).isFalse();
    }

    @Test
    void noAnswerIsMadeOfIt() {
        api("bare", "", "http://localhost:" + PORT + "/next");
        FakeExchange call = FakeExchange.get("/bare/x");
        FakeExchange.Reply reply = gateway.serve(call);
        String secret = String.valueOf(call.calls.get(0).headers().get(FIELD));
        reply.headers().forEach((name, value) -> assertThat(value).isNotEqualTo(secret));
        assertThat(reply.body()).doesNotContain(secret);
    }
}
