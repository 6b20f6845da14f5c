package org.gatehouse.gateway.mediation.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A portal's cookies and a back end's do not meet. */
final class CookieBorderTest {
    private static final String ID = "node-gatehouse1c3x0.node-gatehouse";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(root);
        api("theirs", "theirs");
        api("_WSO2AMAuthorizeAPI_", "authorize");
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    private void api(String name, String context) {
        gateway.deployment.put(name, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%s" context="/%s">
                  <resource url-mapping="/*">
                    <inSequence><send><endpoint><http uri-template="http://backend.example/"/></endpoint></send></inSequence>
                    <outSequence>
                      <header name="X-Through" value="yes" scope="transport"/>
                      <send/>
                    </outSequence>
                  </resource>
                  <resource url-mapping="/planted">
                    <inSequence>
                      <header name="To" action="remove"/>
                      <property name="RESPONSE" value="true"/>
                      <header name="Set-Cookie" value="JSESSIONID=node-gatehouse1; Path=/publisher" scope="transport"/>
                      <send/>
                    </inSequence>
                  </resource>
                </api>""".formatted(name, context));
    }

    static Stream<Arguments> requests() {
        String kept = "a=" + "x".repeat(65_536);
        return Stream.of(
                sent(List.of("JSESSIONID=" + ID), List.of()),
                sent(List.of("a=1; JSESSIONID=" + ID + "; b=2"), List.of("a=1; b=2")),
                sent(List.of("JSESSIONID=" + ID + ";b=2;;c"), List.of("b=2;;c")),
                sent(List.of("b=2 ;JSESSIONID=" + ID), List.of("b=2 ")),
                sent(List.of("JSESSIONID=" + ID + "; JSESSIONID=theirs"), List.of("JSESSIONID=theirs")),
                sent(List.of("JSESSIONID=\"" + ID + "\"; q=\"a b\""), List.of("q=\"a b\"")),
                sent(List.of("JSESSIONID=\"node-gate\\house1\"; a=1"), List.of("a=1")),
                sent(List.of("other=" + ID + "; =" + ID + "; " + ID), List.of()),
                sent(List.of("__Host-gatehouse-form=s; gatehouse-form=s; form=s"), List.of("form=s")),
                sent(
                        List.of("$Version=1; JSESSIONID=" + ID + "; $Path=/publisher; a=1; $Path=/"),
                        List.of("$Version=1; a=1; $Path=/")),
                sent(List.of("a=1", "JSESSIONID=" + ID, "b=2;  c=3 "), List.of("a=1", "b=2;  c=3 ")),
                sent(List.of(kept + "; JSESSIONID=" + ID), List.of(kept)),
                sent(List.of("; JSESSIONID=" + ID + "; "), List.of()),
                // Nothing of ours: as it was, however it is spelt.
                sent(
                        List.of("JSESSIONID=node0abc.node0; ;; =; ,;\ta"),
                        List.of("JSESSIONID=node0abc.node0; ;; =; ,;\ta")),
                sent(List.of("", "site=gatehouse", "\"\\"), List.of("", "site=gatehouse", "\"\\")));
    }

    private static Arguments sent(List<String> fields, List<String> left) {
        return Arguments.of(fields, left);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aBackEndIsSentNoCookieOfAPortalAndAllOthersAsTheyWere(List<String> fields, List<String> left) {
        Headers headers = Headers.empty().set("Host", "a").set("Accept", "*/*");
        fields.forEach(field -> headers.add("Cookie", field));
        FakeExchange call = new FakeExchange("GET", "/theirs/x", headers, "").backend(200, "text/plain", "");
        gateway.serve(call);
        assertThat(call.calls.get(0).headers().all("Cookie")).isEqualTo(left);
        assertThat(call.calls.get(0).headers().get("Accept")).isEqualTo("*/*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JSESSIONID=node-gatehouse1; Path=/publisher",
                "JSESSIONID=node-gatehouse1.other; path=/publisher/",
                "JSESSIONID=node-gatehouse1; PATH=/; Domain=example.org",
                "JSESSIONID=\"node-gatehouse1\"; Path=\"/publisher\"",
                "JSESSIONID=\"\\node-gatehouse1\"",
                "a=1,JSESSIONID=node-gatehouse1; Path=/store",
                "JSESSIONID = node-gatehouse1",
                "=JSESSIONID=node-gatehouse1",
                "__Host-gatehouse-form=known; Path=/; Secure",
                "gatehouse-form=; Max-Age=0; Path=/",
                "gatehouse-form",
            })
    void noBackEndSetsAPortalsCookie(String field) {
        Headers reply = answered("/theirs/x", "theirs=1", field, "JSESSIONID=node0x; Path=/");
        assertThat(reply.all("Set-Cookie")).containsExactly("theirs=1", "JSESSIONID=node0x; Path=/");
        assertThat(answered("/theirs/x", field).contains("Set-Cookie")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JSESSIONID=1; Path=/publisher",
                "a=\"x; y\"; path=/node-gatehouse",
                "site=gatehouse; Expires=Wed, 21 Oct 2030 07:28:00 GMT",
                ";;",
            })
    void whatIsTheirsComesAsItWasSet(String field) {
        assertThat(answered("/theirs/x", field).all("Set-Cookie")).containsExactly(field);
    }

    @Test
    void noMediatorSetsOneEither() {
        FakeExchange.Reply reply = gateway.serve(FakeExchange.get("/theirs/planted"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().contains("Set-Cookie")).isFalse();
    }

    @Test
    void theKeyManagersOwnPathsKeepThem() {
        String cookie = "JSESSIONID=" + ID + "; __Host-gatehouse-form=s";
        FakeExchange call = new FakeExchange(
                        "GET", "/authorize", Headers.empty().set("Host", "a").set("Cookie", cookie), "")
                .backend(200, "text/plain", "");
        gateway.serve(call);
        assertThat(call.calls.get(0).headers().all("Cookie")).containsExactly(cookie);
        String set = "JSESSIONID=" + ID + "; Path=/oauth2";
        assertThat(answered("/authorize", set).all("Set-Cookie")).containsExactly(set);
    }

    @Test
    void aNameAloneMakesNoKeyManager() {
        api("_WSO2AMOtherAPI_", "other");
        FakeExchange call = new FakeExchange(
                        "GET", "/other", Headers.empty().set("Host", "a").set("Cookie", "JSESSIONID=" + ID), "")
                .backend(200, "text/plain", "");
        gateway.serve(call);
        assertThat(call.calls.get(0).headers().contains("Cookie")).isFalse();
    }

    private Headers answered(String target, String... cookies) {
        FakeExchange call = FakeExchange.get(target);
        Headers answer = Headers.empty().set("Content-Type", "text/plain");
        for (String cookie : cookies) {
            answer.add("Set-Cookie", cookie);
        }
        call.backend((asked, listener) -> listener.answered(call.answer(200, answer, "")));
        FakeExchange.Reply reply = gateway.serve(call);
        assertThat(reply.headers().get("X-Through")).isEqualTo("yes");
        return reply.headers();
    }
}
