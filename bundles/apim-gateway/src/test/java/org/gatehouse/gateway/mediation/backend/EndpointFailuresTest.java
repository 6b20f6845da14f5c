package org.gatehouse.gateway.mediation.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.testing.FakeExchange.get;
import static org.gatehouse.gateway.testing.FakeExchange.post;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.SendFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault a failure is, and who is asked afterwards. */
class EndpointFailuresTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String FAULT = """
            <sequence %s name="fault">
              <payloadFactory>
                <format><fault xmlns=""><code>$1</code><message>$2</message></fault></format>
                <args><arg expression="$ctx:ERROR_CODE"/><arg expression="$ctx:ERROR_MESSAGE"/></args>
              </payloadFactory>
              <filter xpath="$ctx:CUSTOM_HTTP_SC">
                <then><property name="HTTP_SC" expression="$ctx:CUSTOM_HTTP_SC" scope="axis2"/></then>
                <else><property name="HTTP_SC" value="500" scope="axis2"/></else>
              </filter>
              <property name="RESPONSE" value="true"/>
              <header name="To" action="remove"/>
              <property name="messageType" value="application/xml" scope="axis2"/>
              <send/>
            </sequence>""".formatted(NS);

    /** What the shipped template writes where an API says nothing of suspension. */
    private static final String SHIPPED =
            "<suspendOnFailure><progressionFactor>1.0</progressionFactor></suspendOnFailure>"
                    + "<markForSuspension><retriesBeforeSuspension>0</retriesBeforeSuspension><retryDelay>0</retryDelay>"
                    + "</markForSuspension>";

    private static final String TO_XML = "<property name=\"messageType\" value=\"application/xml\" scope=\"axis2\"/>";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        TestGateway.write(root, "sequences/fault.xml", FAULT);
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    private void api(String in) {
        gateway.deployment.put("a", """
                <api %s name="a" context="/a">
                  <resource uri-template="/items/{id}" methods="GET POST" faultSequence="fault">
                    <inSequence>%s</inSequence><outSequence><send/></outSequence>
                  </resource>
                </api>""".formatted(NS, in));
    }

    private static String send(String endpoint) {
        return "<send><endpoint name=\"e\">" + endpoint + "</endpoint></send>";
    }

    private static String http(String address, String rules) {
        return "<http uri-template=\"" + address + "\">" + rules + "</http>";
    }

    private FakeExchange.Reply fails(SendFailure failure) {
        return gateway.serve(get("/a/items/7").backend((asked, listener) -> listener.failed(failure)));
    }

    private FakeExchange.Reply fails(SendFailure failure, String client) {
        return gateway.serve(get("/a/items/7").from(client).backend((asked, listener) -> listener.failed(failure)));
    }

    private FakeExchange.Reply works() {
        return gateway.serve(get("/a/items/7").backend(200, "text/plain", "here"));
    }

    @Test
    void whatOneClientCannotHaveWrittenIsItsOwnMistake() {
        api(TO_XML + send(http("http://fine", SHIPPED)));
        FakeExchange call = post("/a/items/7", "application/json", "{\"a\":\u0000}");

        FakeExchange.Reply refused = gateway.serve(call.backend(200, "text/plain", "no"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("The body is not well-formed JSON");
        assertThat(call.calls).isEmpty();
        assertThat(works().body()).isEqualTo("here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[1,2", "nonsense"})
    void whatIsNoJsonIsItsSendersMistake(String body) {
        api("<log level=\"full\"/>" + send(http("http://fine", SHIPPED)));

        assertThat(gateway.serve(post("/a/items/7", "application/json", body)).status())
                .isEqualTo(400);
        assertThat(works().body()).isEqualTo("here");
    }

    @Test
    void withoutAFaultSequenceItIsStill400() {
        gateway.deployment.put(
                "bare",
                "<api " + NS
                        + " name=\"bare\" context=\"/bare\"><resource methods=\"POST\" url-mapping=\"/*\"><inSequence>"
                        + "<log level=\"full\"/>" + send(http("http://fine", SHIPPED))
                        + "</inSequence></resource></api>");

        FakeExchange.Reply refused = gateway.serve(post("/bare/x", "text/xml", "<a>"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("not well-formed");
    }

    @Test
    void anAnswerThatCannotBeReadIsNotTheClientsMistake() {
        api("<call><endpoint>" + http("http://fine", SHIPPED) + "</endpoint></call><log level=\"full\"/><respond/>");

        assertThat(gateway.serve(get("/a/items/7").backend(200, "application/json", "{\"a\":"))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void aMediatorThatFailsAfterTheEndPointWasChosenSuspendsNothing() {
        api("<property name=\"uri.var.h\" expression=\"get-property('uri.var.id')\"/>"
                + send(http("http://{uri.var.h}.example.com/x", SHIPPED)));

        assertThat(gateway.serve(get("/a/items/localhost:99999999")).status()).isEqualTo(400);
        assertThat(works().body()).isEqualTo("here");
    }

    @Test
    void aHostThatAClientChoseIsNotSuspendedByBeingAway() {
        api(send(http("http://{uri.var.id}.example.com/x", SHIPPED)));

        for (int i = 0; i < 10; i++) {
            fails(i % 2 == 0 ? SendFailure.CONNECT_FAILED : SendFailure.CLOSED, "192.0.2." + i);
        }

        assertThat(works().body()).isEqualTo("here");
    }

    @Test
    void whereEachMessageSaysItsPlaceOneThatIsAwaySuspendsNoOther() {
        api("<header name=\"To\" expression=\"concat('http://', get-property('uri.var.id'), '.example.com/x')\"/>"
                + send("<default/>"));

        fails(SendFailure.CONNECT_FAILED);

        assertThat(works().body()).isEqualTo("here");
    }

    @ParameterizedTest
    @EnumSource(
            value = SendFailure.class,
            names = {"WRITE", "READ", "CLOSED", "PROTOCOL"})
    void aBackEndThatBreaksOffForOneClientGoesOnForOthers(SendFailure failure) {
        api(send(http("http://fine", SHIPPED)));

        for (int i = 0; i < 20; i++) {
            assertThat(fails(failure).body()).contains("<code>" + failure.code() + "</code>");
        }

        assertThat(works().body()).isEqualTo("here");
    }

    @Test
    void aBackEndThatBreaksOffForAllIsSuspended() {
        api(send(http("http://broken", SHIPPED)));

        for (int i = 0; i < 5; i++) {
            fails(SendFailure.CLOSED, "192.0.2." + i);
        }

        assertThat(works().body()).contains("<code>303001</code>");
    }

    @Test
    void anAnswerInBetweenEndsTheRow() {
        api(send(http("http://fine", SHIPPED)));

        for (int i = 0; i < 20; i++) {
            fails(SendFailure.CLOSED, "192.0.2." + i);
            if (i % 4 == 3) {
                works();
            }
        }

        assertThat(works().body()).isEqualTo("here");
    }

    @ParameterizedTest
    @EnumSource(
            value = SendFailure.class,
            names = {"CONNECT_FAILED", "CONNECT_TIMEOUT", "TIMEOUT"})
    void aBackEndThatIsAwayIsSuspendedAtOnce(SendFailure failure) {
        api(send(http("http://dead", SHIPPED)));

        fails(failure);

        assertThat(works().body()).contains("<code>303001</code>");
    }

    @Test
    void aCodeThatIsWrittenCountsAsItIsWritten() {
        api(send(http(
                "http://strict",
                "<suspendOnFailure><errorCodes>101505,101506</errorCodes><initialDuration>60000</initialDuration>"
                        + "<progressionFactor>1.0</progressionFactor></suspendOnFailure>"
                        + "<markForSuspension><errorCodes>101504</errorCodes></markForSuspension>")));

        fails(SendFailure.PROTOCOL);

        assertThat(works().body()).contains("<code>303001</code>");
    }

    @Test
    void aBodyOfTheClientThatBreaksOffSuspendsNothing() {
        api(send(http("http://fine", SHIPPED)));

        fails(SendFailure.RECEIVER_IO);

        assertThat(works().body()).isEqualTo("here");
    }

    private static final List<String> NEVER_SUSPENDED = List.of(
            "<suspendOnFailure><initialDuration>0</initialDuration><progressionFactor>1.0</progressionFactor></suspendOnFailure>",
            "<suspendOnFailure><initialDuration>-1</initialDuration><progressionFactor>1.0</progressionFactor></suspendOnFailure>",
            "<suspendOnFailure><errorCodes>-1</errorCodes><progressionFactor>1.0</progressionFactor></suspendOnFailure>"
                    + "<markForSuspension><errorCodes>-1</errorCodes></markForSuspension>");

    private static String members(String kind, String rules) {
        return "<" + kind + "><endpoint name=\"one\">" + http("http://one", rules)
                + "</endpoint><endpoint name=\"two\">" + http("http://two", rules) + "</endpoint></"
                + kind.substring(0, (kind + " ").indexOf(' ')) + ">";
    }

    private FakeExchange oneIsDead(FakeExchange call) {
        return call.backend((asked, listener) -> {
            if (asked.host().equals("one")) {
                listener.failed(SendFailure.CONNECT_FAILED);
            } else {
                listener.answered(call.answer(200, Headers.empty(), asked.host()));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover", "failover dynamic=\"false\"", "loadbalance"})
    void aMemberThatFailedAMessageIsNotAskedAgainForIt(String kind) {
        for (String rules : NEVER_SUSPENDED) {
            api(send(members(kind, rules)));
            for (int i = 0; i < 3; i++) {
                FakeExchange call = oneIsDead(get("/a/items/7"));
                assertThat(gateway.serve(call).body()).as(kind + rules).isEqualTo("two");
                assertThat(call.calls.size()).isLessThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover", "failover dynamic=\"false\"", "loadbalance"})
    void whereAllMembersFailEachIsAskedOnceAndTheClientIsToldAtOnce(String kind) {
        for (String rules : NEVER_SUSPENDED) {
            api(send(members(kind, rules)));
            for (int i = 0; i < 3; i++) {
                FakeExchange call = get("/a/items/7");
                FakeExchange.Reply told = gateway.serve(call);
                assertThat(told.status()).as(kind + rules).isEqualTo(503);
                assertThat(told.body()).contains("<code>101503</code>");
                assertThat(call.calls).hasSize(2);
            }
        }
    }

    @Test
    void groupsWithinGroupsAskEachMemberOnce() {
        String inner = members("failover", NEVER_SUSPENDED.get(0));
        api(send("<failover><endpoint name=\"g1\">" + inner + "</endpoint><endpoint name=\"g2\">"
                + inner.replace("http://two", "http://three") + "</endpoint></failover>"));
        FakeExchange dead = get("/a/items/7");
        assertThat(gateway.serve(dead).status()).isEqualTo(503);
        assertThat(dead.calls).hasSize(4);

        FakeExchange call = get("/a/items/7");
        call.backend((asked, listener) -> {
            if (asked.host().equals("three")) {
                listener.answered(call.answer(200, Headers.empty(), "three"));
            } else {
                listener.failed(SendFailure.CONNECT_FAILED);
            }
        });
        assertThat(gateway.serve(call).body()).isEqualTo("three");
    }

    @Test
    void aMessageIsSentToAGroupAnew() {
        api("<call><endpoint name=\"g\">" + members("failover", "") + "</endpoint></call>"
                + "<call><endpoint name=\"h\">" + members("failover", "") + "</endpoint></call><respond/>");
        assertThat(gateway.serve(oneIsDead(get("/a/items/7"))).body()).isEqualTo("two");
    }

    @Test
    void noThreadWaitsForACallThatHasFailed() {
        api("<call><endpoint name=\"e\">" + http("http://dead", NEVER_SUSPENDED.get(0))
                + "</endpoint></call><respond/>");
        // The gateway of tests has four workers.
        for (int i = 0; i < 12; i++) {
            assertThat(fails(SendFailure.CONNECT_FAILED).body()).contains("<code>101503</code>");
        }
    }
}
