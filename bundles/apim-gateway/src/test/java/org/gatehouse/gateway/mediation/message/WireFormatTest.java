package org.gatehouse.gateway.mediation.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.gateway.testing.FakeExchange.get;
import static org.gatehouse.gateway.testing.FakeExchange.post;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.SendFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a back end is sent where its endpoint says in what form it takes messages. */
class WireFormatTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        TestGateway.write(
                root,
                "endpoints/named.xml",
                "<endpoint " + NS + " name=\"named\"><address uri=\"http://back/svc\" format=\"soap11\"/></endpoint>");
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    private void api(String in) {
        gateway.deployment.put("a", """
                <api %s name="a" context="/a">
                  <resource url-mapping="/*" methods="GET POST PUT">
                    <inSequence>%s</inSequence><outSequence><send/></outSequence>
                  </resource>
                </api>""".formatted(NS, in));
    }

    private void endpoint(String attributes) {
        api("<send><endpoint name=\"e\"><address uri=\"http://back/svc\" " + attributes + "/></endpoint></send>");
    }

    private BackendCall sent(FakeExchange call) {
        assertThat(gateway.serve(call.backend(200, "text/plain", "there")).body())
                .isEqualTo("there");
        assertThat(call.calls).hasSize(1);
        return call.calls.get(0);
    }

    private static String body(BackendCall call) {
        byte[] body = call.body();
        assertThat(body).isNotNull();
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String envelope(String version, String content) {
        return "<e:Envelope xmlns:e=\"" + version + "\"><e:Header><t:id xmlns:t=\"urn:t\">7</t:id></e:Header><e:Body>"
                + content + "</e:Body></e:Envelope>";
    }

    private static FakeExchange with(FakeExchange call, String name, String value) {
        call.headers().set(name, value);
        return call;
    }

    @ParameterizedTest
    @CsvSource({"soap11,application/xml,<q>1 &lt; 2</q>", "SOAP11,application/json,'{\"q\":\"1 < 2\"}'"})
    void whatHasNoEnvelopeGetsOne(String format, String type, String content) {
        endpoint("format=\"" + format + "\"");

        BackendCall sent = sent(with(post("/a/x", type, content), "SOAPAction", "urn:q"));

        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.headers().get("Content-Type")).isEqualTo("text/xml; charset=UTF-8");
        assertThat(sent.headers().get("SOAPAction")).isEqualTo("\"urn:q\"");
        assertThat(body(sent)).contains("Envelope", SOAP11).contains("<q>1 &lt; 2</q>");
    }

    @Test
    void anEnvelopeBecomesOneOfTheOtherVersion() {
        endpoint("format=\"soap12\"");

        BackendCall sent =
                sent(with(post("/a/x", "text/xml", envelope(SOAP11, "<q>ü</q>")), "SOAPAction", "\"urn:q\""));

        assertThat(sent.headers().get("Content-Type"))
                .isEqualTo("application/soap+xml; charset=UTF-8; action=\"urn:q\"");
        assertThat(sent.headers().contains("SOAPAction")).isFalse();
        assertThat(body(sent)).contains(SOAP12, "<q>ü</q>", "urn:t").doesNotContain(SOAP11);

        endpoint("format=\"soap11\"");
        BackendCall back = sent(
                post("/a/x", "application/soap+xml; action=\"urn:q\"; charset=UTF-8", envelope(SOAP12, "<q>ü</q>")));

        assertThat(back.headers().get("Content-Type")).isEqualTo("text/xml; charset=UTF-8");
        assertThat(back.headers().get("SOAPAction")).isEqualTo("\"urn:q\"");
        assertThat(body(back)).contains(SOAP11, "<q>ü</q>", "urn:t").doesNotContain(SOAP12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pox", "rest"})
    void anEnvelopeIsTakenOff(String format) {
        endpoint("format=\"" + format + "\"");

        BackendCall sent =
                sent(with(post("/a/x", "text/xml", envelope(SOAP11, "<q>ü</q>")), "SOAPAction", "\"urn:q\""));

        assertThat(sent.headers().get("Content-Type")).isEqualTo("application/xml; charset=UTF-8");
        assertThat(sent.headers().contains("SOAPAction")).isFalse();
        assertThat(body(sent)).isEqualTo("<q>ü</q>");
    }

    @Test
    void restLeavesWhatIsNoSoap() {
        endpoint("format=\"rest\"");

        BackendCall sent = sent(post("/a/x", "application/json", "{ \"a\" : [ 1 ] }"));

        assertThat(sent.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(body(sent)).isEqualTo("{ \"a\" : [ 1 ] }");
        assertThat(sent(get("/a/x")).method()).isEqualTo("GET");
    }

    @Test
    void aQuestionInSoapIsPostedThoughItsOwnWasNot() {
        endpoint("format=\"soap11\"");

        BackendCall sent = sent(get("/a/x"));

        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.headers().get("SOAPAction")).isEqualTo("\"\"");
        assertThat(body(sent)).contains("Envelope", "Body");
    }

    @Test
    void theContentBecomesAQuery() {
        endpoint("format=\"get\"");

        BackendCall sent = sent(post("/a/x?z=1", "application/xml", "<q><a>1 &amp; 2</a><b/></q>"));

        assertThat(sent.method()).isEqualTo("GET");
        assertThat(sent.target()).isEqualTo("/svc/x?z=1&a=1+%26+2&b=");
        assertThat(sent.headers().contains("Content-Type")).isFalse();
        assertThat(sent.body()).isEmpty();
        assertThat(sent(get("/a/y")).target()).isEqualTo("/svc/y");
    }

    @Test
    void itIsWrittenInTheEncoding() {
        endpoint("encoding=\"ISO-8859-1\"");

        BackendCall sent = sent(post("/a/x", "application/json; charset=UTF-8", "{\"a\":\"ü\"}"));

        assertThat(sent.headers().get("Content-Type")).isEqualTo("application/json; charset=ISO-8859-1");
        assertThat(new String(sent.body(), Charset.forName("ISO-8859-1"))).isEqualTo("{\"a\":\"ü\"}");
    }

    @Test
    void anActionThatAMediatorTookFromABodyEndsNoField() {
        api("<header name=\"Action\" expression=\"//a\"/><send><endpoint name=\"e\">"
                + "<address uri=\"http://back/svc\" format=\"soap11\"/></endpoint></send>");

        BackendCall sent = sent(post("/a/x", "application/xml", "<q><a>urn:q\"&#13;&#10;X: y</a></q>"));

        assertThat(sent.headers().get("SOAPAction")).isEqualTo("\"urn:qX: y\"");
    }

    @Test
    void eachMemberOfAGroupGetsItsOwn() {
        api("<send><endpoint name=\"g\"><failover>"
                + "<endpoint name=\"m1\"><address uri=\"http://one\" format=\"soap12\"/></endpoint>"
                + "<endpoint name=\"m2\"><address uri=\"http://two\" format=\"pox\"/></endpoint>"
                + "</failover></endpoint></send>");
        FakeExchange call = post("/a/x", "application/xml", "<q>1</q>");

        gateway.serve(call.backend((asked, listener) -> {
            if (asked.host().equals("one")) {
                listener.failed(SendFailure.CONNECT_FAILED);
            } else {
                listener.answered(call.answer(200, org.gatehouse.gateway.transport.Headers.empty(), "there"));
            }
        }));

        assertThat(call.calls).hasSize(2);
        assertThat(body(call.calls.get(0))).contains(SOAP12);
        assertThat(body(call.calls.get(1))).isEqualTo("<q>1</q>");
        assertThat(call.calls.get(1).headers().get("Content-Type")).isEqualTo("application/xml; charset=UTF-8");
    }

    @Test
    void anEndpointThatIsKnownOnlyWhenTheMessageComesGetsItToo() {
        gateway.deployment.put(
                "a",
                "<api " + NS + " name=\"a\" context=\"/a\"><resource url-mapping=\"/*\" methods=\"POST\"><inSequence>"
                        + "<property name=\"to\" value=\"named\"/><send><endpoint key-expression=\"$ctx:to\"/></send>"
                        + "</inSequence><outSequence><send/></outSequence></resource></api>");

        assertThat(body(sent(post("/a/x", "application/xml", "<q>1</q>")))).contains(SOAP11, "<q>1</q>");
    }

    @ParameterizedTest
    @CsvSource({
        "'format=\"json\"', format: json (expected: one of soap11",
        "'optimize=\"MTOM\"', optimize: mtom (expected: none",
        "'encoding=\"none-such\"', encoding: none-such (expected: a charset",
    })
    void whatWouldHaveNoEffectIsRefused(String attributes, String reason) {
        assertThatThrownBy(() -> endpoint(attributes)).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enableAddressing", "enableSec", "enableRM"})
    void whatIsNotSpokenToBackEndsIsRefused(String child) {
        assertThatThrownBy(() -> api("<send><endpoint name=\"e\"><address uri=\"http://back\"><" + child
                        + "/></address></endpoint></send>"))
                .hasMessageContaining(child + " (expected: none");
    }

    @Test
    void aGroupWhoseMembersAreKnownOnlyWhenTheMessageComesIsServed() {
        api("<property name=\"to\" value=\"http://back/svc\"/><send><endpoint name=\"g\"><recipientlist>"
                + "<endpoints value=\"{get-property('to')}\" max-cache=\"20\"/></recipientlist></endpoint></send>");

        assertThat(sent(post("/a/x", "application/xml", "<q>1</q>")).target()).startsWith("/svc");
    }

    @Test
    void asItIsIsNoFormat() {
        endpoint("format=\"leave-as-is\" optimize=\"leave-as-is\"");

        assertThat(sent(post("/a/x", "application/json", "{ }")).headers().get("Content-Type"))
                .isEqualTo("application/json");
    }
}
