package org.gatehouse.gateway.mediation.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.gateway.testing.FakeExchange.get;
import static org.gatehouse.gateway.testing.FakeExchange.post;

import java.nio.file.Path;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.SendFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String FAULT = """
            <sequence %s name="fault">
              <payloadFactory>
                <format><am:fault xmlns:am="http://wso2.org/apimanager"><am:code>$1</am:code><am:message>$2</am:message></am:fault></format>
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

    private void api(String in, String out) {
        gateway.deployment.put("admin--Phone:v1.0", """
                <api %s name="admin--Phone" context="/phone/{version}" version="1.0" version-type="context" transports="">
                  <resource uri-template="/items/{id}" methods="GET POST PATCH" faultSequence="fault">
                    <inSequence>%s</inSequence><outSequence>%s</outSequence>
                  </resource>
                </api>""".formatted(NS, in, out));
    }

    private static String send(String endpoint) {
        return "<send><endpoint name=\"e\">" + endpoint + "</endpoint></send>";
    }

    private static final String BACKEND = send("<http uri-template=\"http://backend.example:81/base\"/>");

    @Test
    void callGoesToTheBackEndAndItsAnswerToTheClient() {
        api(BACKEND, "<property name=\"X-Out\" value=\"seen\" scope=\"transport\"/><send/>");
        FakeExchange call = get("/phone/1.0/items/7?a=b").backend(201, "text/plain", "hello");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("hello");
        assertThat(reply.streamed()).isTrue();
        // Fault 1 of Synapse 3.0.1: the out sequence of a versioned API never ran.
        assertThat(reply.headers().get("X-Out")).isEqualTo("seen");
        assertThat(call.calls.get(0).host()).isEqualTo("backend.example");
        assertThat(call.calls.get(0).port()).isEqualTo(81);
        assertThat(call.calls.get(0).target()).isEqualTo("/base/items/7?a=b");
        assertThat(call.calls.get(0).method()).isEqualTo("GET");
    }

    @Test
    void bodyStreamsWhenNobodyLooksAtIt() {
        api(BACKEND, "<send/>");
        FakeExchange call =
                post("/phone/1.0/items/7", "application/json", "{\"a\":1}").backend(200, "text/plain", "");

        gateway.serve(call);

        assertThat(call.bodyReads).hasValue(0);
        assertThat(call.calls.get(0).body()).isNull();
    }

    @Test
    void bodyIsReadWhenAMediatorLooksAtIt() {
        api(
                "<property name=\"who\" expression=\"//name/text()\"/><property name=\"X-Who\" expression=\"$ctx:who\" scope=\"transport\"/>"
                        + BACKEND,
                "<send/>");
        FakeExchange call = post("/phone/1.0/items/7", "application/xml", "<p><name>Ada</name></p>")
                .backend(200, "text/plain", "");

        gateway.serve(call);

        assertThat(call.calls.get(0).headers().get("X-Who")).isEqualTo("Ada");
        assertThat(call.calls.get(0).body()).asString(UTF_8).isEqualTo("<p><name>Ada</name></p>");
    }

    @Test
    void bodyIsReadEvenIfAHandlerLookedAtTheEnvelopeBefore() {
        gateway.handler("org.example.Looks", () -> new org.apache.synapse.rest.Handler() {
            @Override
            public boolean handleRequest(org.apache.synapse.MessageContext message) {
                return message.getEnvelope() != null;
            }

            @Override
            public boolean handleResponse(org.apache.synapse.MessageContext message) {
                return message.getEnvelope() != null;
            }
        });
        gateway.deployment.put(
                "h",
                ("<api %s name=\"h\" context=\"/h\"><resource><inSequence>"
                                + "<property name=\"X-Who\" expression=\"//name/text()\" scope=\"transport\"/>"
                                + BACKEND + "</inSequence>"
                                + "<outSequence><property name=\"X-Who\" expression=\"//name/text()\" scope=\"transport\"/><send/></outSequence>"
                                + "</resource><handlers><handler class=\"org.example.Looks\"/></handlers></api>")
                        .formatted(NS));
        FakeExchange call = post("/h", "application/xml", "<p><name>Ada</name></p>")
                .backend(200, "application/xml", "<p><name>Bob</name></p>");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(call.calls.get(0).headers().get("X-Who")).isEqualTo("Ada");
        assertThat(reply.headers().get("X-Who")).isEqualTo("Bob");
    }

    @Test
    void backEndThatCannotBeAskedEndsInAFault() {
        api(BACKEND, "<send/>");
        FakeExchange call = get("/phone/1.0/items/7").backend((asked, listener) -> {
            throw new IllegalStateException("no loop");
        });

        assertThat(gateway.serve(call).body()).contains("<am:code>0</am:code>");
    }

    @Test
    void tooLargeABodyIsRefused() {
        api("<log level=\"full\"/>" + BACKEND, "<send/>");

        assertThat(gateway.serve(post("/phone/1.0/items/7", "text/plain", "x".repeat(1001)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void verbsOfAllKindsAreServed() {
        api(BACKEND, "<send/>");
        FakeExchange call = new FakeExchange("PATCH", "/phone/1.0/items/7", get("/").headers(), "")
                .backend(200, "text/plain", "patched");

        assertThat(gateway.serve(call).body()).isEqualTo("patched");
    }

    @Test
    void methodOfAnHttpEndpointReplacesTheRequests() {
        api(send("<http method=\"post\" uri-template=\"http://b/{uri.var.id}/x\"/>"), "<send/>");
        FakeExchange call = get("/phone/1.0/items/a b").backend(200, "text/plain", "");

        gateway.serve(call);

        assertThat(call.calls.get(0).method()).isEqualTo("POST");
        assertThat(call.calls.get(0).target()).startsWith("/a%20b/x");
    }

    @Test
    void unknownContextIsNotFound() {
        FakeExchange.Reply reply = gateway.serve(get("/nowhere/1.0"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body())
                .contains("<am:code>404</am:code>")
                .contains("<am:description>The requested resource (/nowhere/1.0) is not available.</am:description>");
    }

    @Test
    void transportThatTheApiDoesNotServeIsForbidden() {
        gateway.deployment.put(
                "s",
                "<api %s name=\"s\" context=\"/s\" transports=\"https\"><resource><inSequence><respond/></inSequence></resource></api>"
                        .formatted(NS));

        FakeExchange.Reply reply = gateway.serve(get("/s/x"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body())
                .contains("<am:message>Forbidden</am:message>")
                .contains("Unsupported Transport [ http ]. The requested resource (/s/x) is not available.");
        assertThat(gateway.serve(get("/s/x").over("https")).status()).isEqualTo(200);
    }

    @Test
    void pathThatClimbsIsRefused() {
        api(BACKEND, "<send/>");

        assertThat(gateway.serve(get("/phone/1.0/items/../../admin")).status()).isEqualTo(400);
    }

    @Test
    void mediationThatEndsWithoutAnAnswerIsAnErrorAndNotAnEmpty202() {
        api("<property name=\"a\" value=\"b\"/>", "<send/>");

        assertThat(gateway.serve(get("/phone/1.0/items/7")).status()).isEqualTo(500);
    }

    @Test
    void droppedAnswerIsAnErrorAndTheBackEndsBodyIsThrownAway() {
        api(BACKEND, "<drop/>");
        FakeExchange call = get("/phone/1.0/items/7").backend(200, "text/plain", "lost");

        assertThat(gateway.serve(call).status()).isEqualTo(500);
        assertThat(call.discards).hasValue(1);
    }

    @Test
    void unmatchedResourceGoesToTheMismatchSequence() throws Exception {
        api(BACKEND, "<send/>");

        assertThat(gateway.serve(get("/phone/1.0/nothing")).status()).isEqualTo(403);
        assertThat(gateway.serve(new FakeExchange("DELETE", "/phone/1.0/items/7", get("/").headers(), ""))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void optionsOfAnUnsecuredApiTellsTheVerbs() {
        api(BACKEND, "<send/>");

        FakeExchange.Reply reply =
                gateway.serve(new FakeExchange("OPTIONS", "/phone/1.0/items/7", get("/").headers(), ""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Allow")).isEqualTo("GET, POST, PATCH");
    }

    @Test
    void deadBackEndRunsTheFaultSequenceAndSuspendsTheEndpoint() {
        api(
                send("<http uri-template=\"http://dead\"><suspendOnFailure><initialDuration>60000</initialDuration>"
                        + "<progressionFactor>1.0</progressionFactor></suspendOnFailure></http>"),
                "<send/>");

        FakeExchange.Reply first = gateway.serve(get("/phone/1.0/items/7"));
        FakeExchange.Reply second = gateway.serve(get("/phone/1.0/items/7"));

        assertThat(first.status()).isEqualTo(500);
        assertThat(first.body()).contains("<am:code>101503</am:code>");
        assertThat(first.headers().get("Content-Type")).isEqualTo("application/xml; charset=UTF-8");
        assertThat(first.headers().contains("Host")).isFalse();
        assertThat(second.body()).contains("<am:code>303001</am:code>");
    }

    @Test
    void aClientThatGoesAwaySuspendsNoEndpoint() {
        api(
                send("<http uri-template=\"http://fine\"><suspendOnFailure><initialDuration>60000</initialDuration>"
                        + "<progressionFactor>1.0</progressionFactor></suspendOnFailure></http>"),
                "<send/>");
        FakeExchange gone =
                get("/phone/1.0/items/7").backend((asked, listener) -> listener.failed(SendFailure.CANCELLED));
        gateway.mediation.serve(gone);

        FakeExchange.Reply next = gateway.serve(get("/phone/1.0/items/7").backend(200, "text/plain", "here"));

        assertThat(gone.isAnswered()).isFalse();
        assertThat(next.body()).isEqualTo("here");
    }

    @Test
    void timeoutIsTold() {
        api(
                send(
                        "<http uri-template=\"http://slow\"><timeout><duration>700</duration><responseAction>fault</responseAction>"
                                + "</timeout></http>"),
                "<send/>");
        FakeExchange call =
                get("/phone/1.0/items/7").backend((asked, listener) -> listener.failed(SendFailure.TIMEOUT));

        assertThat(gateway.serve(call).body()).contains("<am:code>101504</am:code>");
        assertThat(call.calls.get(0).responseTimeout()).hasMillis(700);
    }

    @Test
    void failoverAsksTheNextBackEndWithTheSameBody() {
        api(
                send("<failover><endpoint name=\"f1\"><http uri-template=\"http://one\"/></endpoint>"
                        + "<endpoint name=\"f2\"><http uri-template=\"http://two\"/></endpoint></failover>"),
                "<send/>");
        FakeExchange call = post("/phone/1.0/items/7", "application/json", "{}");
        call.backend((asked, listener) -> {
            if (asked.host().equals("one")) {
                listener.failed(SendFailure.CONNECT_FAILED);
            } else {
                listener.answered(call.answer(200, org.gatehouse.gateway.transport.Headers.empty(), "two"));
            }
        });

        assertThat(gateway.serve(call).body()).isEqualTo("two");
        assertThat(call.calls).hasSize(2);
        assertThat(call.calls.get(1).body()).asString(UTF_8).isEqualTo("{}");
    }

    @Test
    void loadIsBalanced() {
        api(
                send("<loadbalance algorithm=\"org.apache.synapse.endpoints.algorithms.RoundRobin\">"
                        + "<endpoint name=\"l1\"><http uri-template=\"http://one\"/></endpoint>"
                        + "<endpoint name=\"l2\"><http uri-template=\"http://two\"/></endpoint></loadbalance>"),
                "<send/>");
        FakeExchange first = get("/phone/1.0/items/7").backend(200, "text/plain", "");
        FakeExchange second = get("/phone/1.0/items/7").backend(200, "text/plain", "");

        gateway.serve(first);
        gateway.serve(second);

        assertThat(first.calls.get(0).host()).isNotEqualTo(second.calls.get(0).host());
    }

    @Test
    void soapRequestGetsASoapFault() {
        api(
                "<makefault version=\"soap11\" response=\"true\"><code xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " value=\"soap:Server\"/><reason value=\"no way\"/></makefault>"
                        + "<property name=\"messageType\" value=\"text/xml\" scope=\"axis2\"/><respond/>",
                "");
        FakeExchange call = post("/phone/1.0/items/7", "text/xml", "<soap/>");
        call.headers().set("SOAPAction", "urn:go");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.headers().get("Content-Type")).isEqualTo("text/xml; charset=UTF-8");
        assertThat(reply.body()).contains(":Envelope").contains("<faultstring>no way</faultstring>");
    }

    @Test
    void answerIsRebuiltWhenTheOutSequenceWantsAnotherType() {
        api(BACKEND, "<property name=\"messageType\" value=\"application/json\" scope=\"axis2\"/><send/>");
        FakeExchange call = get("/phone/1.0/items/7").backend(200, "application/xml", "<a><b>1</b><b>2</b></a>");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.body()).isEqualTo("{\"a\":{\"b\":[1,2]}}");
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json; charset=UTF-8");
    }

    @Test
    void namedSequenceReceivesTheAnswer() throws Exception {
        gateway.deployment.put(
                "r",
                "<api %s name=\"r\" context=\"/r\"><resource><inSequence>".formatted(NS)
                        + BACKEND.replace("<send>", "<send receive=\"fault\">")
                        + "</inSequence><outSequence><drop/></outSequence></resource></api>");
        FakeExchange call = get("/r").backend(200, "text/plain", "x");

        assertThat(gateway.serve(call).status()).isEqualTo(500);
        assertThat(call.reply.join().body()).contains("<am:fault");
    }

    @Test
    void clonedMessageIsSentToo() {
        api("<clone><target><sequence>" + BACKEND + "</sequence></target></clone>", "<send/>");
        FakeExchange call = get("/phone/1.0/items/7").backend(200, "text/plain", "cloned");

        assertThat(gateway.serve(call).body()).isEqualTo("cloned");
    }

    @Test
    void respondGivesNoRequestFieldsBack() {
        api("<payloadFactory><format><r xmlns=\"\">ok</r></format><args/></payloadFactory><respond/>", "");

        FakeExchange.Reply reply = gateway.serve(get("/phone/1.0/items/7"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("<r>ok</r>");
        assertThat(reply.headers().names()).containsExactly("Content-Type");
    }

    @Test
    void respondEchoesTheBody() {
        api("<respond/>", "");

        FakeExchange.Reply reply = gateway.serve(post("/phone/1.0/items/7", "application/json", "{\"a\":1}"));

        assertThat(reply.body()).isEqualTo("{\"a\":1}");
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void payloadIsWrittenAsJsonWhenTheMessageTypeSaysSo() {
        api(
                "<payloadFactory><format><fault xmlns=\"\"><code>9</code><message>no &quot;way&quot;</message></fault></format><args/>"
                        + "</payloadFactory><property name=\"messageType\" value=\"application/json\" scope=\"axis2\"/>"
                        + "<property name=\"HTTP_SC\" value=\"401\" scope=\"axis2\"/><respond/>",
                "");
        FakeExchange call = post("/phone/1.0/items/7", "text/plain", "x");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo("{\"fault\":{\"code\":9,\"message\":\"no \\\"way\\\"\"}}");
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(call.bodyReads).hasValue(0);
    }

    @Test
    void documentTypeInABodyIsRefused() {
        api("<property name=\"who\" expression=\"//name/text()\"/>" + BACKEND, "<send/>");
        FakeExchange call = post(
                "/phone/1.0/items/7",
                "application/xml",
                "<!DOCTYPE p [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><p><name>&e;</name></p>");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("root:");
        assertThat(call.calls).isEmpty();
    }

    @Test
    void queryAndPathAreThereAsProperties() {
        api(
                "<property name=\"X-All\" expression=\"fn:concat($ctx:query.param.q, '-', $ctx:uri.var.id, '-', $ctx:REST_METHOD, '-',"
                        + " $ctx:REST_API_CONTEXT, '-', $ctx:SYNAPSE_REST_API, '-', $ctx:SYNAPSE_REST_API_VERSION, '-',"
                        + " $ctx:REST_SUB_REQUEST_PATH, '-', $ctx:API_ELECTED_RESOURCE)\" scope=\"transport\"/>"
                        + BACKEND,
                "<send/>");
        FakeExchange call = get("/phone/1.0/items/7?q=a%26b").backend(200, "text/plain", "");

        gateway.serve(call);

        assertThat(call.calls.get(0).headers().get("X-All"))
                .isEqualTo("a&b-7-GET-/phone/1.0-admin--Phone:v1.0-1.0-/items/7?q=a%26b-/items/{id}");
    }

    @Test
    void aCallGoesOnWithTheAnswerAsTheMessage() {
        api(
                "<call><endpoint name=\"first\"><http uri-template=\"http://first\"/></endpoint></call>"
                        + "<property name=\"X-Name\" expression=\"//name\" scope=\"transport\"/>"
                        + BACKEND,
                "<send/>");
        FakeExchange call = post("/phone/1.0/items/7", "application/json", "{\"id\":7}");
        call.backend((asked, listener) -> listener.answered(
                asked.host().equals("first")
                        ? call.answer(
                                200, Headers.empty().set("Content-Type", "application/json"), "{\"name\":\"Ada\"}")
                        : call.answer(201, Headers.empty().set("Content-Type", "text/plain"), "made")));

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("made");
        assertThat(call.calls.get(1).headers().get("X-Name")).isEqualTo("Ada");
        assertThat(call.calls.get(1).body()).asString(UTF_8).isEqualTo("{\"name\":\"Ada\"}");
    }

    @Test
    void theAnswerOfACallCanBeTheAnswer() {
        api(
                "<call><endpoint name=\"first\"><http uri-template=\"http://first\"/></endpoint></call><respond/>",
                "<send/>");

        FakeExchange.Reply reply =
                gateway.serve(get("/phone/1.0/items/7").backend(203, "text/plain", "from the first"));

        assertThat(reply.status()).isEqualTo(203);
        assertThat(reply.body()).isEqualTo("from the first");
    }

    @Test
    void aCallThatFailsEndsInTheFaultSequenceAndNothingAfterItRuns() {
        api(
                "<call><endpoint name=\"first\"><http uri-template=\"http://first\"/></endpoint></call>" + BACKEND,
                "<send/>");
        FakeExchange call = get("/phone/1.0/items/7").backend((asked, listener) -> listener.failed(SendFailure.CLOSED));

        assertThat(gateway.serve(call).body()).contains("<am:code>101505</am:code>");
        assertThat(call.calls).hasSize(1);
    }

    @Test
    void aCallOverAFailoverGroupTakesTheOneThatAnswers() {
        api(
                "<call><endpoint><failover><endpoint name=\"f1\"><http uri-template=\"http://one\"/></endpoint>"
                        + "<endpoint name=\"f2\"><http uri-template=\"http://two\"/></endpoint></failover></endpoint></call>"
                        + "<respond/>",
                "<send/>");
        FakeExchange call = get("/phone/1.0/items/7");
        call.backend((asked, listener) -> {
            if (asked.host().equals("one")) {
                listener.failed(SendFailure.CONNECT_FAILED);
            } else {
                listener.answered(call.answer(200, Headers.empty(), "two"));
            }
        });

        assertThat(gateway.serve(call).body()).isEqualTo("two");
    }

    @Test
    void aPayloadOfJsonTakesItsArgumentsAsWhatTheyAre() {
        api(
                "<payloadFactory media-type=\"json\"><format>{\"who\":\"$1\",\"count\":$2,\"all\":$3,\"raw\":$4}</format><args>"
                        + "<arg expression=\"//name\"/><arg value=\"7\"/><arg value='[1,{\"a\":2}]'/><arg value=\"a b\"/></args>"
                        + "</payloadFactory>" + BACKEND,
                "<send/>");
        FakeExchange call = post("/phone/1.0/items/7", "application/json", "{\"name\":\"\\\"},{$2\"}")
                .backend(200, "text/plain", "");

        gateway.serve(call);

        assertThat(call.calls.get(0).body())
                .asString(UTF_8)
                .isEqualTo("{\"who\":\"\\\"},{$2\",\"count\":7,\"all\":[1,{\"a\":2}],\"raw\":\"a b\"}");
        assertThat(call.calls.get(0).headers().get("Content-Type")).startsWith("application/json");
    }

    @Test
    void jsonPathsFindValuesObjectsAndArrays() {
        api(
                "<property name=\"X-Id\" expression=\"json-eval($.orders[1].id)\" scope=\"transport\"/>"
                        + "<payloadFactory media-type=\"json\"><format>{\"first\":$1,\"ids\":$2,\"tags\":$3}</format><args>"
                        + "<arg evaluator=\"json\" expression=\"$.orders[0]\"/><arg expression=\"json-eval($.orders[*].id)\"/>"
                        + "<arg expression=\"json-eval($.tags)\"/></args></payloadFactory>"
                        + BACKEND,
                "<send/>");
        FakeExchange call = post(
                        "/phone/1.0/items/7",
                        "application/json",
                        "{\"orders\":[{\"id\":1,\"of\":\"1\"},{\"id\":2}],\"tags\":[\"x\"]}")
                .backend(200, "text/plain", "");

        gateway.serve(call);

        assertThat(call.calls.get(0).headers().get("X-Id")).isEqualTo("2");
        assertThat(call.calls.get(0).body())
                .asString(UTF_8)
                .isEqualTo("{\"first\":{\"id\":1,\"of\":\"1\"},\"ids\":[1,2],\"tags\":[\"x\"]}");
    }

    @Test
    void aBodyOfJsonIsLookedAtAndGoesOnByteForByte() {
        api(
                "<filter source=\"//order/kind\" regex=\"book\"><then><property name=\"X-Book\" value=\"yes\" scope=\"transport\"/></then></filter>"
                        + BACKEND,
                "<send/>");
        FakeExchange call = post("/phone/1.0/items/7", "application/json", "{ \"order\" : {\"kind\":\"book\"} }")
                .backend(200, "text/plain", "");

        gateway.serve(call);

        assertThat(call.calls.get(0).headers().get("X-Book")).isEqualTo("yes");
        assertThat(call.calls.get(0).body()).asString(UTF_8).isEqualTo("{ \"order\" : {\"kind\":\"book\"} }");
    }

    @Test
    void aBodyThatIsNoJsonEndsInAFaultThatSaysWhere() {
        api("<property name=\"a\" expression=\"//a\"/>" + BACKEND, "<send/>");

        FakeExchange.Reply reply = gateway.serve(post("/phone/1.0/items/7", "application/json", "{\"a\":"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("not well-formed JSON: line 1");
    }

    private static String script(String text) {
        return "<script language=\"js\"><![CDATA[" + text + "]]></script>";
    }

    @Test
    void aPrototypeAnswersFromItsScript() {
        api(
                script(
                                "if (mc.getProperty('REST_METHOD') == 'GET') { mc.setProperty('CONTENT_TYPE', 'application/json');"
                                        + " mc.setPayloadJSON('{ \"item\" : \"' + mc.getProperty('uri.var.id') + '\", \"count\": 2 }'); }")
                        + "<property name=\"messageType\" expression=\"get-property('CONTENT_TYPE')\" scope=\"axis2\"/>"
                        + "<property name=\"NO_ENTITY_BODY\" scope=\"axis2\" action=\"remove\"/><respond/>",
                "<send/>");

        FakeExchange.Reply reply = gateway.serve(get("/phone/1.0/items/7"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"item\":\"7\",\"count\":2}");
        assertThat(reply.headers().get("Content-Type")).startsWith("application/json");
    }

    @Test
    void aScriptReadsAndChangesJsonAndXml() {
        api(
                script(
                                "var order = mc.getPayloadJSON(); order.lines.push({n: order.lines.length}); order.total = order.lines.length * 1.5;"
                                        + " mc.setProperty('X-Lines', String(order.lines.length), 'transport'); mc.setPayloadJSON(order);")
                        + BACKEND,
                script(
                                "var found = mc.getPayloadXML(); mc.setPayloadXML(<seen><name>{found.name.toString()}</name></seen>);")
                        + "<send/>");
        FakeExchange call = post("/phone/1.0/items/7", "application/json", "{\"lines\":[{\"n\":0}]}")
                .backend(200, "application/xml", "<a><name>Ada &amp; co</name></a>");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(call.calls.get(0).body()).asString(UTF_8).isEqualTo("{\"lines\":[{\"n\":0},{\"n\":1}],\"total\":3}");
        assertThat(call.calls.get(0).headers().get("X-Lines")).isEqualTo("2");
        assertThat(reply.body().replaceAll("\\s", "")).isEqualTo("<seen><name>Ada&amp;co</name></seen>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.System.exit(1)",
                "Packages.java.lang.Runtime.getRuntime().exec('true')",
                "mc.getClass()",
                "mc.getProperty.constructor.constructor('return java')()",
                "new java.io.File('/')",
                "importPackage(java.io)",
                "while (true) { }",
                "(function deep() { deep(); })()",
                "throw new Error('mine')",
                "mc.setProperty('a', 'b', 'elsewhere')"
            })
    void aScriptThatReachesTooFarEndsInAFault(String text) {
        api(script("\n" + text + ";") + BACKEND, "<send/>");
        FakeExchange call = get("/phone/1.0/items/7").backend(200, "text/plain", "reached");

        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("script: ");
        assertThat(call.calls).isEmpty();
    }

    @Test
    void scriptsOfTwoCallsShareNothing() {
        api(
                script("count = (typeof count == 'undefined' ? 0 : count) + 1; Object.prototype.left = 1;"
                                + " mc.setProperty('X-Count', String(count), 'transport');")
                        + BACKEND,
                "<send/>");
        for (int i = 0; i < 2; i++) {
            FakeExchange call = get("/phone/1.0/items/7").backend(200, "text/plain", "");
            gateway.serve(call);
            assertThat(call.calls.get(0).headers().get("X-Count")).isEqualTo("1");
        }
    }

    @Test
    void aScriptThatIsNoneIsRefusedWhenItIsDeployed() {
        assertThatThrownBy(() -> api(script("var a = ;") + BACKEND, "<send/>"))
                .hasMessageContaining("script: line 1: syntax error");
    }

    private static final String FIND = "<cache scope=\"per-host\" collector=\"false\""
            + " hashGenerator=\"org.wso2.caching.digest.REQUESTHASHGenerator\" timeout=\"60\">"
            + "<implementation type=\"memory\" maxSize=\"500\"/></cache>";

    private static final String COLLECT = "<cache scope=\"per-host\" collector=\"true\"/>";

    private FakeExchange answering(FakeExchange call, String text, String... fields) {
        Headers headers = Headers.empty().set("Content-Type", "text/plain").set("Content-Length", "" + text.length());
        for (int i = 0; i < fields.length; i += 2) {
            headers.set(fields[i], fields[i + 1]);
        }
        return call.backend((asked, listener) -> listener.answered(call.answer(200, headers, text)));
    }

    @Test
    void anAnswerIsGivenAgainThroughTheOutSequence() {
        api(FIND + BACKEND, COLLECT + "<property name=\"X-Out\" value=\"seen\" scope=\"transport\"/><send/>");
        gateway.serve(answering(get("/phone/1.0/items/7"), "first"));
        FakeExchange again = answering(get("/phone/1.0/items/7"), "second");

        FakeExchange.Reply reply = gateway.serve(again);

        assertThat(reply.body()).isEqualTo("first");
        assertThat(reply.headers().get("X-Out")).isEqualTo("seen");
        assertThat(reply.headers().get("Age")).isEqualTo("0");
        assertThat(again.calls).isEmpty();
        assertThat(gateway.serve(answering(get("/phone/1.0/items/8"), "another"))
                        .body())
                .isEqualTo("another");
    }

    @Test
    void aCacheKeepsNoMoreAndNoLongerAnswersThanItIsTold() {
        api(
                "<cache timeout=\"60\" maxMessageSize=\"8\"><implementation type=\"memory\" maxSize=\"1\"/></cache>"
                        + BACKEND,
                COLLECT + "<send/>");
        gateway.serve(answering(get("/phone/1.0/items/7"), "a longer answer"));
        assertThat(gateway.serve(answering(get("/phone/1.0/items/7"), "short")).body())
                .isEqualTo("short");
        assertThat(gateway.serve(answering(get("/phone/1.0/items/7"), "other")).body())
                .isEqualTo("short");

        gateway.serve(answering(get("/phone/1.0/items/8"), "next"));
        FakeExchange seven = answering(get("/phone/1.0/items/7"), "anew");
        FakeExchange eight = answering(get("/phone/1.0/items/8"), "anew");
        gateway.serve(seven);
        gateway.serve(eight);
        assertThat(seven.calls.size() + eight.calls.size()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "'timeout=\"60\" scope=\"distributed\"', scope: distributed",
        "'timeout=\"60\" hashGenerator=\"com.example.Mine\"', hashGenerator: com.example.Mine",
        "'timeout=\"60\" maxMessageSize=\"0\"', maxMessageSize: 0",
        "'timeout=\"soon\"', timeout: soon",
    })
    void aCacheThatCannotBeIsRefused(String attributes, String reason) {
        assertThatThrownBy(() -> api("<cache " + attributes + "/>" + BACKEND, "<send/>"))
                .hasMessageContaining("cache: " + reason + " (expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Basic x", "Cookie: a=b", "X-JWT-Assertion: x", "Cache-Control: no-cache"})
    void whoSaysWhoHeIsGetsAnAnswerOfHisOwn(String field) {
        api(FIND + BACKEND, COLLECT + "<send/>");
        FakeExchange first = answering(get("/phone/1.0/items/7"), "first");
        FakeExchange second = answering(get("/phone/1.0/items/7"), "second");
        String[] parts = field.split(": ");
        first.headers().set(parts[0], parts[1]);
        second.headers().set(parts[0], parts[1]);

        gateway.serve(first);

        assertThat(gateway.serve(second).body()).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: private",
                "Cache-Control: max-age=5, no-store",
                "Set-Cookie: a=b",
                "Vary: X-User",
                "Vary: *"
            })
    void anAnswerThatIsNotForAllIsNotKept(String field) {
        api(FIND + BACKEND, COLLECT + "<send/>");
        String[] parts = field.split(": ");
        gateway.serve(answering(get("/phone/1.0/items/7"), "first", parts[0], parts[1]));

        assertThat(gateway.serve(answering(get("/phone/1.0/items/7"), "second")).body())
                .isEqualTo("second");
    }

    @Test
    void aLongAnswerStreamsAndIsNotKept() {
        api(FIND + BACKEND, COLLECT + "<send/>");
        FakeExchange call = answering(get("/phone/1.0/items/7"), "first", "Content-Length", "5000000");

        assertThat(gateway.serve(call).streamed()).isTrue();
        assertThat(gateway.serve(answering(get("/phone/1.0/items/7"), "second")).body())
                .isEqualTo("second");
    }
}
