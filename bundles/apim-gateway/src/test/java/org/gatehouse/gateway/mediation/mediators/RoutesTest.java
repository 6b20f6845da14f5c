package org.gatehouse.gateway.mediation.mediators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.testing.FakeExchange.get;
import static org.gatehouse.gateway.testing.FakeExchange.post;

import java.nio.file.Path;
import java.util.Objects;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mediators that say where a message goes on, at work. */
class RoutesTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        TestGateway.write(
                root,
                "endpoints/named.xml",
                "<endpoint " + NS + " name=\"named\"><http uri-template=\"http://named\" method=\"post\"/></endpoint>");
        TestGateway.write(
                root, "sequences/marks.xml", "<sequence " + NS + " name=\"marks\">" + mark("m") + "</sequence>");
        TestGateway.write(
                root,
                "local-entries/wsdl.xml",
                "<localEntry " + NS
                        + " key=\"wsdl\"><definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/></localEntry>");
        TestGateway.write(
                root,
                "proxy-services/p.xml",
                "<proxy " + NS + " name=\"p\"><target endpoint=\"named\"/><publishWSDL key=\"wsdl\"/></proxy>");
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    private void api(String in) {
        api(in, "<send/>");
    }

    private void api(String in, String out) {
        gateway.deployment.put("a", """
                <api %s name="a" context="/a">
                  <resource url-mapping="/*" methods="GET POST"><inSequence>%s</inSequence><outSequence>%s</outSequence></resource>
                </api>""".formatted(NS, in, out));
    }

    private static String mark(String name) {
        return "<property name=\"X-" + name + "\" value=\"1\" scope=\"transport\"/>";
    }

    private static String to(String host) {
        return "<send><endpoint><http uri-template=\"http://" + host + "\"/></endpoint></send>";
    }

    private BackendCall sent(FakeExchange call) {
        assertThat(gateway.serve(call.backend(200, "text/plain", "there")).body())
                .isEqualTo("there");
        assertThat(call.calls).hasSize(1);
        return call.calls.get(0);
    }

    private static FakeExchange with(String name, String value) {
        FakeExchange call = get("/a/x?p=v");
        call.headers().set(name, value);
        return call;
    }

    @Test
    void rulesAndDirectionsAreSequences() {
        api(
                "<rules><in>" + mark("in") + "</in><out>" + mark("out") + "</out></rules>" + to("back"),
                "<in>" + mark("in") + "</in><out>" + mark("out") + "</out><send/>");
        FakeExchange call = get("/a/x").backend(200, "text/plain", "there");
        Headers answer = gateway.serve(call).headers();
        Headers asked = call.calls.get(0).headers();
        assertThat(asked.get("X-in")).isEqualTo("1");
        assertThat(asked.get("X-out")).isNull();
        assertThat(answer.get("X-out")).isEqualTo("1");
        assertThat(answer.get("X-in")).isNull();
    }

    @Test
    void loopbackTurnsTheMessageBack() {
        api(
                "<payloadFactory><format><r xmlns=\"\"/></format><args/></payloadFactory><loopback/>",
                mark("out") + "<send/>");
        FakeExchange call = get("/a/x");
        FakeExchange.Reply reply = gateway.serve(call);
        assertThat(reply.body()).isEqualTo("<r/>");
        assertThat(reply.headers().get("X-out")).isEqualTo("1");
        assertThat(call.calls).isEmpty();
    }

    @Test
    void aRouterTakesTheRoutesWhoseConditionsHold() {
        api("<conditionalRouter>"
                + route("<match type=\"header\" source=\"Kind\" regex=\"a.*\"/>", to("first"))
                + route(
                        "<and><equal type=\"header\" source=\"Kind\" value=\"b\"/><equal type=\"param\" source=\"p\" value=\"v\"/></and>",
                        to("second"))
                + "<conditionalRoute><condition><not><match type=\"header\" source=\"Kind\" regex=\"[ab].*\"/></not></condition>"
                + "<target><endpoint><http uri-template=\"http://third\"/></endpoint></target></conditionalRoute>"
                + "</conditionalRouter>");
        assertThat(sent(with("Kind", "abc")).host()).isEqualTo("first");
        assertThat(sent(with("Kind", "b")).host()).isEqualTo("second");
        assertThat(sent(with("Kind", "c")).host()).isEqualTo("third");
    }

    private static String route(String condition, String sequence) {
        return "<conditionalRoute breakRoute=\"true\"><condition>" + condition + "</condition><target><sequence>"
                + sequence + "</sequence></target></conditionalRoute>";
    }

    @Test
    void aRouterGoesOnWhereItIsToldSo() {
        String any = "<condition><match type=\"header\" source=\"Kind\" regex=\".*\"/></condition>";
        api("<conditionalRouter continueAfter=\"true\"><conditionalRoute breakRoute=\"false\">" + any
                + "<target sequence=\"marks\"/></conditionalRoute><conditionalRoute breakRoute=\"true\">" + any
                + "<target><sequence>" + mark("n") + "</sequence></target></conditionalRoute><conditionalRoute>" + any
                + "<target><sequence>" + mark("o") + "</sequence></target></conditionalRoute></conditionalRouter>"
                + to("back"));
        Headers asked = sent(with("Kind", "a")).headers();
        assertThat(asked.get("X-m")).isEqualTo("1");
        assertThat(asked.get("X-n")).isEqualTo("1");
        assertThat(asked.get("X-o")).isNull();
    }

    @Test
    void rewriteMakesAnotherAddress() {
        api("<rewrite><rewriterule><action type=\"set\" value=\"http\" fragment=\"protocol\"/>"
                + "<action type=\"set\" value=\"other\" fragment=\"host\"/><action type=\"set\" value=\"99\" fragment=\"port\"/>"
                + "<action type=\"replace\" regex=\"/a/\" value=\"/b/\" fragment=\"path\"/></rewriterule>"
                + "<rewriterule><condition><equal type=\"header\" source=\"Kind\" value=\"a\"/></condition>"
                + "<action type=\"append\" value=\"/more\" fragment=\"path\"/></rewriterule></rewrite>"
                + "<property name=\"REST_URL_POSTFIX\" scope=\"axis2\" action=\"remove\"/><send/>");
        assertThat(sent(with("Kind", "b")).host()).isEqualTo("other");
        assertThat(sent(with("Kind", "b")).target()).startsWith("/b/x");
        assertThat(sent(with("Kind", "a")).target()).startsWith("/b/x/more");
    }

    @Test
    void targetsOfACloneMayHaveEndpointsOfAllKinds() {
        for (String target : new String[] {
            "<target><endpoint><http uri-template=\"http://named\" method=\"post\"/></endpoint></target>",
            "<target endpoint=\"named\"/>",
            "<target><endpoint key=\"named\"/></target>",
            "<target><endpoint name=\"g\"><failover><endpoint><http uri-template=\"http://named\" method=\"post\"/></endpoint></failover></endpoint></target>",
        }) {
            api("<clone>" + target + "</clone>");
            BackendCall call = sent(get("/a/x"));
            assertThat(call.host()).as(target).isEqualTo("named");
            assertThat(call.method()).as(target).isEqualTo("POST");
        }
    }

    @Test
    void aTargetSaysToAndAction() {
        api(
                "<clone><target to=\"http://other/svc\" soapAction=\"urn:act\"><sequence><send><endpoint><default format=\"soap11\"/>"
                        + "</endpoint></send></sequence></target></clone>");
        BackendCall call = sent(post("/a/x", "application/xml", "<q/>"));
        assertThat(call.host()).isEqualTo("other");
        assertThat(Objects.requireNonNull(call.headers().get("SOAPAction"))).contains("urn:act");
    }

    @Test
    void eachPartOfAnIterateGoesToItsTargetsEndpoint() {
        api(
                "<iterate expression=\"//i\" sequential=\"true\"><target><endpoint><http uri-template=\"http://back/{uri.var.p}\"/>"
                        + "</endpoint></target></iterate>".replace("{uri.var.p}", "p"),
                "<drop/>");
        FakeExchange call =
                post("/a/x", "application/xml", "<o><i>1</i><i>2</i></o>").backend(200, "text/plain", "there");
        gateway.serve(call);
        assertThat(call.calls).hasSize(2);
    }

    @Test
    void aWsdlIsPublishedByTheKeyOfItsEntry() {
        FakeExchange asked = get("/services/p?wsdl");
        assertThat(gateway.serve(asked).body()).contains("<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"");
        assertThat(asked.calls).isEmpty();
        assertThat(gateway.serve(get("/services/p?wsdl")).body()).contains("<definitions");
    }

    @Test
    void aSequenceIsCalledByItsNameOrByAnExpression() {
        api("<sequence key=\"marks\"/><sequence key=\"{'marks'}\"/>" + to("back"));
        assertThat(sent(get("/a/x")).headers().get("X-m")).isEqualTo("1");
    }
}
