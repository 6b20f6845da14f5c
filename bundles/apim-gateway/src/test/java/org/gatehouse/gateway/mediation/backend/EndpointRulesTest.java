package org.gatehouse.gateway.mediation.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.testing.FakeExchange.get;
import static org.gatehouse.gateway.testing.FakeExchange.post;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.SendFailure;
import org.gatehouse.testkit.Slowness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the XML of an endpoint says of its failures, at work. */
class EndpointRulesTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        for (String name : List.of("mine", "theirs")) {
            TestGateway.write(root, "sequences/" + name + ".xml", """
                    <sequence %s name="%s">
                      <payloadFactory><format><by xmlns="">%s</by></format><args/></payloadFactory>
                      <respond/>
                    </sequence>""".formatted(NS, name, name));
        }
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    private void api(String in) {
        gateway.deployment.put("a", """
                <api %s name="a" context="/a">
                  <resource url-mapping="/*" methods="GET POST" faultSequence="theirs">%s<outSequence><send/></outSequence></resource>
                </api>""".formatted(NS, in));
    }

    private void send(String attributes, String endpoint) {
        api("<inSequence><send><endpoint name=\"e\" " + attributes + ">" + endpoint
                + "</endpoint></send></inSequence>");
    }

    private static String member(String host, String rules) {
        return "<endpoint name=\"" + host + "\"><address uri=\"http://" + host + "\">" + rules
                + "</address></endpoint>";
    }

    /** Hosts that were asked, of which this one works. */
    private List<String> asked(String working) {
        FakeExchange call = get("/a/x");
        gateway.serve(call.backend((asked, listener) -> {
            if (asked.host().equals(working)) {
                listener.answered(call.answer(200, Headers.empty(), "here"));
            } else {
                listener.failed(SendFailure.CONNECT_FAILED);
            }
        }));
        return call.calls.stream().map(BackendCall::host).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover", "loadbalance"})
    void aFailureWhoseCodeIsNoReasonToTryAgainEndsIt(String kind) {
        String rule = "<retryConfig><disabledErrorCodes>" + SendFailure.CONNECT_FAILED.code()
                + "</disabledErrorCodes></retryConfig>";
        String second = member("second", "");
        send("", "<" + kind + ">" + member("first", rule) + second + "</" + kind + ">");
        assertThat(asked("second")).containsExactly("first");

        send("", "<" + kind + ">" + member("first", rule.replace("101503", "101504")) + second + "</" + kind + ">");
        assertThat(asked("second")).containsExactly("first", "second");
    }

    @Test
    void loadIsSharedWithoutFailoverWhereItIsToldSo() {
        send("", "<loadbalance failover=\"false\">" + member("first", "") + member("second", "") + "</loadbalance>");
        assertThat(asked("second")).containsExactly("first");
        send("", "<loadbalance>" + member("first", "") + member("second", "") + "</loadbalance>");
        assertThat(asked("second")).containsExactly("first", "second");
    }

    @Test
    void theOlderSpellingSuspendsToo() {
        send("", "<address uri=\"http://first\"><suspendDurationOnFailure>60</suspendDurationOnFailure></address>");
        assertThat(asked("")).containsExactly("first");
        assertThat(asked("")).isEmpty();
    }

    @Test
    void aSuspensionLastsNoLongerThanItMay() {
        send(
                "",
                "<address uri=\"http://first\"><suspendOnFailure><initialDuration>60000</initialDuration>"
                        + "<maximumDuration>1</maximumDuration></suspendOnFailure></address>");
        assertThat(asked("")).containsExactly("first");
        // Longer than a millisecond, and shorter than a minute: Synapse has no clock that could be advanced.
        Slowness.of(Duration.ofMillis(5));
        assertThat(asked("")).containsExactly("first");
    }

    @Test
    void anEndpointNamesTheSequenceOfItsFailures() {
        send("onError=\"mine\"", "<address uri=\"http://first\"/>");
        assertThat(gateway.serve(get("/a/x")).body()).isEqualTo("<by>mine</by>");
        send("", "<address uri=\"http://first\"/>");
        assertThat(gateway.serve(get("/a/x")).body()).isEqualTo("<by>theirs</by>");
    }

    @Test
    void aSequenceNamesTheSequenceOfItsFailures() {
        api("<inSequence onError=\"mine\"><xslt key=\"no-such\"/><respond/></inSequence>");
        assertThat(gateway.serve(post("/a/x", "application/xml", "<a/>")).body())
                .isEqualTo("<by>mine</by>");
    }

    @Test
    void aPropertyOfAnEndpointIsSetBeforeItsCall() {
        send(
                "",
                "<property name=\"X-A\" value=\"1\" scope=\"transport\"/>"
                        + "<property name=\"X-B\" expression=\"string(2)\" scope=\"transport\"/><address uri=\"http://first\"/>");
        FakeExchange call = get("/a/x").backend(200, "text/plain", "here");
        gateway.serve(call);
        assertThat(call.calls.get(0).headers().get("X-A")).isEqualTo("1");
        assertThat(call.calls.get(0).headers().get("X-B")).isEqualTo("2");
    }

    @Test
    void everyRecipientOfAListIsAsked() throws Exception {
        send("", "<recipientlist>" + member("first", "") + member("second", "") + "</recipientlist>");
        CountDownLatch both = new CountDownLatch(2);
        FakeExchange call = post("/a/x", "application/xml", "<q/>");
        gateway.mediation.serve(call.backend((asked, listener) -> both.countDown()));
        assertThat(both.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(call.calls).extracting(BackendCall::host).containsExactlyInAnyOrder("first", "second");
    }
}
