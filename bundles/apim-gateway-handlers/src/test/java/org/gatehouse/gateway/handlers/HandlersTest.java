package org.gatehouse.gateway.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.usage.UsageEvent;
import org.gatehouse.domain.usage.UsageSink;
import org.gatehouse.gateway.handlers.cors.CorsFixture;
import org.gatehouse.gateway.handlers.security.AssertionHeader;
import org.gatehouse.gateway.handlers.security.CachingKeyValidator;
import org.gatehouse.gateway.handlers.security.Keys;
import org.gatehouse.gateway.handlers.security.KeysFixture;
import org.gatehouse.gateway.handlers.throttle.ThrottleFixture;
import org.gatehouse.gateway.handlers.usage.UsageDesk;
import org.gatehouse.gateway.handlers.usage.UsageFixture;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.spi.TryLater;
import org.junit.jupiter.api.Test;

final class HandlersTest {
    private static final String MISSING = "<ams:fault xmlns:ams=\"http://wso2.org/apimanager/security\">"
            + "<ams:code>900902</ams:code><ams:message>Missing Credentials</ams:message><ams:description>"
            + "Required OAuth credentials not provided. Make sure your API invocation call has a header: "
            + "\"Authorization: Bearer ACCESS_TOKEN\"</ams:description></ams:fault>";

    private static final AssertionHeader ASSERTION = new AssertionHeader("X-JWT-Assertion");

    private final Keys origin = new Keys().allow(Keys.key("c1"), "good");
    private final CachingKeyValidator keys = KeysFixture.over(origin);
    private final AuthenticationHandler authentication = new AuthenticationHandler(keys, "referer", true, ASSERTION);
    private final CorsHandler cors = new CorsHandler(CorsFixture.standard());

    @Test
    void withoutTokenTheExactAnswerIsSent() {
        Exchange exchange = new Exchange("GET", "/number")
                .header("Host", "localhost")
                .header("User-Agent", "curl")
                .header("Content-Type", "text/plain")
                .shipped();
        assertThat(cors.handleRequest(exchange.synapse)).isTrue();
        assertThat(authentication.handleRequest(exchange.synapse)).isFalse();
        assertThat(exchange.sent).hasSize(1);
        assertThat(exchange.body()).isEqualTo(MISSING);
        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.mediaType()).isEqualTo("application/xml");
        assertThat(exchange.headerNames())
                .containsExactlyInAnyOrder(
                        "WWW-Authenticate",
                        "Access-Control-Allow-Origin",
                        "Access-Control-Allow-Methods",
                        "Access-Control-Allow-Headers");
        assertThat(exchange.message.header("WWW-Authenticate")).isEqualTo("OAuth2 realm=\"WSO2 API Manager\"");
        assertThat(exchange.synapse.isResponse()).isTrue();
        assertThat(exchange.axis.getProperty("NO_ENTITY_BODY")).isNull();
    }

    @Test
    void anAssertionThatAClientMadeUpReachesNoBackEnd() {
        Exchange exchange = new Exchange("GET", "/number")
                .header("Authorization", "Bearer good")
                .header("X-JWT-Assertion", "made up")
                .header("assertion", "made up");

        assertThat(authentication.handleRequest(exchange.synapse)).isTrue();

        assertThat(exchange.headerNames()).doesNotContain("X-JWT-Assertion", "assertion");
    }

    @Test
    void theAssertionIsGivenUnderBothNames() {
        Exchange exchange = new Exchange("GET", "/number").header("X-JWT-Assertion", "a.b.c");

        assertThat(new AssertionMediator(ASSERTION).mediate(exchange.synapse)).isTrue();

        assertThat(exchange.message.header("assertion")).isEqualTo("a.b.c");
    }

    @Test
    void cachesKeepTheAnswersForListedOriginsApart() {
        CorsHandler listed = new CorsHandler(CorsFixture.standard());
        listed.setAllowedOrigins("https://a.example, https://b.example");
        Exchange fresh = new Exchange("GET", "/number");
        listed.handleResponse(fresh.synapse);
        assertThat(fresh.message.header("Vary")).isEqualTo("Origin");

        Exchange beside = new Exchange("GET", "/number").header("Vary", "Accept");
        listed.handleResponse(beside.synapse);
        assertThat(beside.message.header("Vary")).isEqualTo("Accept, Origin");

        Exchange forAll = new Exchange("GET", "/number");
        cors.handleResponse(forAll.synapse);
        assertThat(forAll.message.header("Vary")).isNull();
    }

    @Test
    void withoutAnySequenceTheAnswerIsTheSame() {
        Exchange exchange = new Exchange("GET", "/number");
        assertThat(authentication.handleRequest(exchange.synapse)).isFalse();
        assertThat(exchange.body()).isEqualTo(MISSING);
    }

    @Test
    void anAdministratorMakesItJson() {
        Exchange exchange = new Exchange("GET", "/number")
                .define(
                        "_auth_failure_handler_",
                        "<property name='error_message_type' value='application/json'/>"
                                + "<property name='X-Own' value='yes' scope='transport'/>");
        authentication.handleRequest(exchange.synapse);
        assertThat(exchange.mediaType()).isEqualTo("application/json");
        assertThat(exchange.message.header("X-Own")).isEqualTo("yes");
    }

    @Test
    void aSequenceThatBreaksDoesNotLetAnyoneIn() {
        Exchange exchange =
                new Exchange("GET", "/number").define("_auth_failure_handler_", "<sequence key='not-there'/>");
        assertThat(authentication.handleRequest(exchange.synapse)).isFalse();
        assertThat(exchange.sent).hasSize(1);
        assertThat(exchange.body()).isEqualTo(MISSING);
    }

    @Test
    void aSequenceMayAnswerByItself() {
        Exchange exchange = new Exchange("GET", "/number").define("_auth_failure_handler_", "<drop/>");
        assertThat(authentication.handleRequest(exchange.synapse)).isFalse();
        assertThat(exchange.sent).isEmpty();
    }

    @Test
    void whatAClientSendsIsNoMarkup() {
        Exchange exchange = new Exchange("GET", "/number")
                .header("Authorization", "Bearer <b>&amp;")
                .shipped();
        authentication.handleRequest(exchange.synapse);
        assertThat(exchange.body()).contains("with key: &lt;b>&amp;amp;. Make sure");
    }

    @Test
    void aSoapRequestGetsASoapFault() {
        Exchange exchange = new Exchange("POST", "/number")
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .shipped();
        authentication.handleRequest(exchange.synapse);
        assertThat(exchange.mediaType()).isEqualTo("text/xml");
        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.axis.isDoingREST()).isFalse();
        assertThat(exchange.body())
                .contains(
                        "<faultcode>soapenv:Client</faultcode>",
                        "<faultstring>Authentication Failure</faultstring>",
                        "<detail>Missing Credentials</detail>");
    }

    @Test
    void aSoap12RequestGetsASoap12Fault() {
        Exchange exchange = new Exchange("POST", "/number")
                .header("Content-Type", "application/soap+xml")
                .shipped();
        assertThat(new ThrottleHandler(ThrottleFixture.refusingAll()).handleRequest(exchange.synapse))
                .isFalse();
        assertThat(exchange.mediaType()).isEqualTo("application/soap+xml");
        assertThat(exchange.body()).contains("soapenv:Receiver", "Message Throttled Out");
    }

    @Test
    void aGoodTokenLeavesItsOwnerOnTheMessageAndNoTraceToTheBackEnd() {
        Exchange exchange = new Exchange("GET", "/number")
                .header("Authorization", "Bearer good")
                .header("WSO2_AM_API_DEFAULT_VERSION", "true")
                .header("X-Other", "stays");
        assertThat(authentication.canRunNow(exchange.synapse)).isFalse();
        assertThat(authentication.handleRequest(exchange.synapse)).isTrue();
        assertThat(exchange.headerNames()).containsExactly("X-Other");
        assertThat(exchange.message.text("AM_KEY_TYPE")).isEqualTo("PRODUCTION");
        assertThat(exchange.message.text("api.ut.consumerKey")).isEqualTo("c1");
        assertThat(exchange.message.text("api.ut.userId")).isEqualTo("ann@carbon.super");
        Exchange second = new Exchange("GET", "/number")
                .header("Authorization", "Bearer good")
                .header("WSO2_AM_API_DEFAULT_VERSION", "true");
        assertThat(authentication.canRunNow(second.synapse)).isTrue();
    }

    @Test
    void onlyTheGatewayItselfMaySayThatNoVersionWasCalled() {
        Exchange remote = new Exchange("GET", "/number")
                .header("Authorization", "Bearer good")
                .header("WSO2_AM_API_DEFAULT_VERSION", "true");
        remote.axis.setProperty("REMOTE_ADDR", "127.0.0.1");
        authentication.handleRequest(remote.synapse);
        Exchange local = new Exchange("GET", "/number")
                .header("Authorization", "Bearer good")
                .header("WSO2_AM_API_DEFAULT_VERSION", "true");
        local.synapse.setProperty(CallProperties.BY_DEFAULT, true);
        authentication.handleRequest(local.synapse);
        assertThat(origin.versions()).containsExactly("1.0.0", "_default_1.0.0");
        assertThat(local.headerNames()).isEmpty();
    }

    @Test
    void thrownOutTheExactAnswerIsSent() {
        Exchange exchange = new Exchange("GET", "/number")
                .header("X-JWT-Assertion", "secret")
                .shipped();
        assertThat(new ThrottleHandler(ThrottleFixture.refusingAll()).handleRequest(exchange.synapse))
                .isFalse();
        assertThat(exchange.body())
                .isEqualTo("<amt:fault xmlns:amt=\"http://wso2.org/apimanager/throttling\"><amt:code>900800</amt:code>"
                        + "<amt:message>Message Throttled Out</amt:message>"
                        + "<amt:description>You have exceeded your quota</amt:description></amt:fault>");
        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.headerNames()).isEmpty();
    }

    @Test
    void whoIsNotThrottledIsNotToldSo() {
        Exchange exchange = new Exchange("GET", "/number").shipped();
        ThrottleHandler handler = new ThrottleHandler(ThrottleFixture.withoutTiers());
        assertThatThrownBy(() -> handler.handleRequest(exchange.synapse)).isInstanceOf(TryLater.class);
        exchange.synapse.setProperty(TryLater.LAST, true);
        assertThat(handler.handleRequest(exchange.synapse)).isFalse();
        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.headerNames()).contains("Retry-After");
        assertThat(exchange.body()).contains("Throttling Policy Unavailable").doesNotContain("quota", "Throttled Out");

        ThrottleHandler unreadable = new ThrottleHandler(ThrottleFixture.unreadable());
        Exchange other = new Exchange("GET", "/number").shipped();
        assertThatThrownBy(() -> unreadable.handleRequest(other.synapse)).isInstanceOf(TryLater.class);
    }

    @Test
    void sequencesOfOlderHomesFindTheirTextsWhereTheyLook() {
        Exchange exchange = new Exchange("GET", "/number").property("ERROR_MESSAGE", "a < b & $1");
        XmlText mediator = new XmlText();
        mediator.setNames(" ERROR_CODE ERROR_MESSAGE ");
        assertThat(mediator.mediate(exchange.synapse)).isTrue();
        assertThat(exchange.synapse.getProperty("ERROR_MESSAGE.xml")).isEqualTo("a < b & $1");
        assertThat(exchange.synapse.getProperty("ERROR_CODE.xml")).isEqualTo("");
    }

    @Test
    void thrownOutAPostKeepsItsType() {
        Exchange exchange = new Exchange("POST", "/number")
                .header("Content-Type", "application/json; charset=UTF-8")
                .shipped();
        new ThrottleHandler(ThrottleFixture.refusingAll()).handleRequest(exchange.synapse);
        assertThat(exchange.mediaType()).isEqualTo("application/json");
    }

    @Test
    void aPreflightIsAnsweredWithoutAuthentication() {
        Exchange exchange = new Exchange("OPTIONS", null)
                .property(CallProperties.PATH_VERBS, "GET POST")
                .header("Origin", "https://a.com")
                .header("Access-Control-Request-Method", "GET")
                .shipped();
        assertThat(cors.handleRequest(exchange.synapse)).isFalse();
        assertThat(exchange.sent).hasSize(1);
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.message.headers())
                .containsOnly(
                        java.util.Map.entry("Access-Control-Allow-Origin", "*"),
                        java.util.Map.entry("Access-Control-Allow-Methods", "GET,POST"),
                        java.util.Map.entry(
                                "Access-Control-Allow-Headers",
                                "authorization,Access-Control-Allow-Origin,Content-Type"));
    }

    @Test
    void aPreflightOfAResourceThatWantsATokenIsAnswered() {
        origin.declare(new ApiResource("/number", "OPTIONS", AuthType.ANY, "Unlimited", null, null));
        Exchange preflight = options("Access-Control-Request-Method", "GET");
        assertThat(cors.handleRequest(preflight.synapse)).isTrue();
        assertThat(authentication.handleRequest(preflight.synapse)).isFalse();
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.message.header("Access-Control-Allow-Methods")).isEqualTo("GET,OPTIONS");

        for (Exchange other : List.of(
                options("X-Other", "GET"),
                options("Access-Control-Request-Method", "GET").header("Authorization", "Bearer bad"))) {
            cors.handleRequest(other.synapse);
            assertThat(authentication.handleRequest(other.synapse)).isFalse();
            assertThat(other.status()).isEqualTo(401);
        }
        Exchange switchedOff = options("Access-Control-Request-Method", "GET");
        new CorsHandler(CorsFixture.switchedOff()).handleRequest(switchedOff.synapse);
        authentication.handleRequest(switchedOff.synapse);
        assertThat(switchedOff.status()).isEqualTo(401);
    }

    private static Exchange options(String header, String value) {
        return new Exchange("OPTIONS", "/number")
                .property(CallProperties.PATH_VERBS, "GET OPTIONS")
                .header("Origin", "https://a.com")
                .header(header, value)
                .shipped();
    }

    @Test
    void otherVerbsAndDeclaredOptionsAndUnknownPathsGoOn() {
        assertThat(cors.handleRequest(new Exchange("DELETE", null).property(CallProperties.PATH_VERBS, "GET").synapse))
                .isTrue();
        assertThat(cors.handleRequest(
                        new Exchange("OPTIONS", "/number").property(CallProperties.PATH_VERBS, "OPTIONS").synapse))
                .isTrue();
        assertThat(cors.handleRequest(new Exchange("OPTIONS", null).synapse)).isTrue();
    }

    @Test
    void anInlineAnswerHasItsHeadersOnTheWayIn() {
        Exchange exchange = new Exchange("GET", "/number").shipped();
        cors.setInline("INLINE");
        assertThat(cors.handleRequest(exchange.synapse)).isTrue();
        assertThat(exchange.message.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void extensionSequencesRunWhereTheyExist() {
        ExtensionHandler extension = new ExtensionHandler();
        Exchange plain = new Exchange("GET", "/number");
        assertThat(extension.canRunNow(plain.synapse)).isTrue();
        assertThat(extension.handleRequest(plain.synapse)).isTrue();
        Exchange exchange = new Exchange("GET", "/number")
                .define("WSO2AM--Ext--In", "<property name='order' value='global'/>")
                .define("admin--Phone:v1.0.0--In", "<property name='order' expression=\"concat($ctx:order,' own')\"/>")
                .define("WSO2AM--Ext--Out", "<drop/>");
        assertThat(extension.canRunNow(exchange.synapse)).isFalse();
        assertThat(extension.handleRequest(exchange.synapse)).isTrue();
        assertThat(exchange.message.text("order")).isEqualTo("global own");
        assertThat(extension.handleResponse(exchange.synapse)).isFalse();
    }

    @Test
    void aRevokedTokenIsForgottenAndItsNameKeptFromTheClient() {
        List<String> forgotten = new ArrayList<>();
        TokenEventsHandler handler = new TokenEventsHandler();
        handler.memories = List.of(memory(forgotten));
        Exchange exchange = new Exchange("POST", "/*")
                .header("RevokedAccessToken", "t1")
                .header("DeactivatedAccessToken", "t2, t3")
                .header("AuthorizedUser", "ann@carbon.super")
                .header("Content-Type", "text/html");
        assertThat(handler.handleResponse(exchange.synapse)).isTrue();
        assertThat(forgotten).containsExactly("t1", "t2", "t3");
        assertThat(exchange.headerNames()).containsExactly("Content-Type");
    }

    @Test
    void oneEventIsRecordedForACall() {
        List<UsageEvent> events = new ArrayList<>();
        UsageSink broken = event -> {
            throw new IllegalStateException("full");
        };
        UsageDesk desk = UsageFixture.with(List.of(broken, events::add));
        HandClock clock = new HandClock();
        Exchange exchange = new Exchange("GET", "/number")
                .header("Authorization", "Bearer good")
                .header("User-Agent", "curl")
                .property(CallProperties.RECEIVED_AT, clock.millis());
        authentication.handleRequest(exchange.synapse);
        new UsageHandler().handleRequest(exchange.synapse);
        clock.advance(Duration.ofMillis(30));
        exchange.property("api.ut.backendRequestTime", clock.millis());
        clock.advance(Duration.ofMillis(12));
        exchange.axis.setProperty("HTTP_SC", 201);
        CallEvent.record(exchange.message, UsageEvent.Outcome.ANSWERED, desk, clock);
        CallEvent.record(exchange.message, UsageEvent.Outcome.FAULTED, desk, clock);
        assertThat(events)
                .containsExactly(new UsageEvent(
                        "Phone",
                        "1.0.0",
                        "/phone/1.0.0",
                        "admin",
                        "/number",
                        "GET",
                        "c1",
                        "ann@carbon.super",
                        "1",
                        "First",
                        "Gold",
                        "curl",
                        UsageEvent.Outcome.ANSWERED,
                        201,
                        clock.millis() - 42,
                        42,
                        12));
    }

    private static KeyMemory memory(List<String> forgotten) {
        return new KeyMemory() {
            @Override
            public void forgetToken(String accessToken) {
                forgotten.add(accessToken);
            }

            @Override
            public void forgetConsumer(String consumerKey) {}

            @Override
            public void forgetApi(String context) {}

            @Override
            public void forgetAll() {}
        };
    }
}
