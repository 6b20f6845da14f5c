package org.gatehouse.gateway.handlers.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.gateway.handlers.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class GateTest {
    private final Keys keys = new Keys().allow(Keys.key("c1"), "good");
    private final Gate gate = new Gate(keys);

    @Test
    void aGoodTokenGoesIn() {
        Admission admission = gate.admit(call("/number", "GET", "good", null));
        assertThat(admission).isInstanceOfSatisfying(Admission.Keyed.class, keyed -> {
            assertThat(keyed.key().consumerKey()).isEqualTo("c1");
            assertThat(keyed.resource().urlPattern()).isEqualTo("/number");
        });
        assertThat(keys.asked).singleElement().satisfies(request -> {
            assertThat(request.version()).isEqualTo("1.0.0");
            assertThat(request.level().stored()).isEqualTo("Any");
        });
    }

    @Test
    void anOpenResourceNeedsNoTokenAndAsksNobodyAboutOne() {
        assertThat(gate.admit(call("/open", "GET", "whatever", null)))
                .isInstanceOfSatisfying(
                        Admission.Anonymous.class,
                        anonymous -> assertThat(anonymous.client()).isEqualTo("10.0.0.1"));
        assertThat(keys.asked).isEmpty();
    }

    @Test
    void withoutTokenTheAnswerSaysWhereItBelongs() {
        Fault fault = denied(call("/number", "GET", null, null));
        assertThat(fault)
                .isEqualTo(new Fault(
                        Fault.Family.SECURITY,
                        900902,
                        401,
                        "Missing Credentials",
                        "Required OAuth credentials not provided. Make sure your API invocation call has a header: "
                                + "\"Authorization: Bearer ACCESS_TOKEN\""));
        assertThat(fault.challenge()).isEqualTo("OAuth2 realm=\"WSO2 API Manager\"");
    }

    @Test
    void aWrongTokenIsNamedInTheAnswer() {
        assertThat(denied(call("/number", "GET", "bad", null)).description())
                .isEqualTo("Access failure for API: /phone/1.0.0, version: 1.0.0 with key: bad. "
                        + "Make sure your have given the correct access token");
    }

    @Test
    void whatIsTooLongForATokenIsNoneAndAsksNobody() {
        Fault fault = denied(call("/number", "GET", "x".repeat(16_001), null));
        assertThat(fault.code()).isEqualTo(900901);
        assertThat(fault.status()).isEqualTo(401);
        assertThat(denied(call("/number", "GET", "good", "\u00ff".repeat(8_001)))
                        .status())
                .isEqualTo(401);
        assertThat(keys.asked).isEmpty();
    }

    @Test
    void neitherPathNorVerbOfTheApi() {
        for (Call call : new Call[] {call(null, "GET", "good", null), call("/number", "DELETE", "good", null)}) {
            Fault fault = denied(call);
            assertThat(fault.code()).isEqualTo(900906);
            assertThat(fault.status()).isEqualTo(403);
            assertThat(fault.challenge()).isEmpty();
            assertThat(fault.description())
                    .isEqualTo(
                            "No matching resource found in the API for the given request. Check the API documentation "
                                    + "and add a proper REST resource path to the invocation URL");
        }
    }

    @Test
    void aKeyManagerThatIsDownKeepsEveryoneOut() {
        keys.down = true;
        Fault fault = denied(call("/number", "GET", "good", null));
        assertThat(fault.code()).isEqualTo(900900);
        assertThat(fault.status()).isEqualTo(500);
        assertThat(fault.message()).isEqualTo("Unclassified Authentication Failure");
        assertThat(fault.challenge()).isEmpty();
    }

    @Test
    void aFailureInsideKeepsEveryoneOutAndTellsNothing() {
        keys.whileAnswering = () -> {
            throw new IllegalStateException("secret details");
        };
        assertThat(denied(call("/number", "GET", "good", null)).description()).doesNotContain("secret");
    }

    @Test
    void calledWithoutVersionTheKeyManagerIsTold() {
        Call call = new Call(Keys.CONTEXT, Keys.VERSION, true, "/number", "GET", "bad", null, "10.0.0.1");
        assertThat(denied(call).description()).contains("version: 1.0.0 with key");
        assertThat(keys.asked.get(0).version()).isEqualTo("_default_1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "UNCLASSIFIED, 500, Unclassified Authentication Failure",
        "INVALID_CREDENTIALS, 401, Invalid Credentials",
        "TOKEN_EXPIRED, 401, Access Token Expired",
        "TOKEN_INACTIVE, 401, Access Token Inactive",
        "INCORRECT_TOKEN_TYPE, 401, Incorrect Access Token Type is provided",
        "BLOCKED, 401, The requested API is temporarily blocked",
        "FORBIDDEN, 403, 'Resource forbidden '",
        "SUBSCRIPTION_INACTIVE, 401, The subscription to the API is inactive",
        "INVALID_SCOPE, 403, The access token does not allow you to access the requested resource"
    })
    void everyRefusalHasItsStatusAndMessage(Refusal refusal, int status, String message) {
        keys.verdicts.put("good", new Verdict.Refused(refusal));
        Fault fault = denied(call("/number", "GET", "good", null));
        assertThat(fault.code()).isEqualTo(refusal.code());
        assertThat(fault.status()).isEqualTo(status);
        assertThat(fault.message()).isEqualTo(message);
        assertThat(fault.challenge().isEmpty()).isEqualTo(status != 401);
    }

    @ParameterizedTest
    @EnumSource(names = {"INCORRECT_TOKEN_TYPE", "BLOCKED", "FORBIDDEN", "SUBSCRIPTION_INACTIVE", "INVALID_SCOPE"})
    void someRefusalsGiveNoAdvice(Refusal refusal) {
        keys.verdicts.put("good", new Verdict.Refused(refusal));
        assertThat(denied(call("/number", "GET", "good", null)).description())
                .isEqualTo("Access failure for API: /phone/1.0.0, version: 1.0.0 with key: good");
    }

    @Test
    void aKeyCallsOnlyFromItsDomains() {
        keys.allow(bound(Set.of("b.com", "a.com")), "good");
        assertThat(gate.admit(call("/number", "GET", "good", "a.com"))).isInstanceOf(Admission.Keyed.class);
        assertThat(gate.admit(call("/number", "GET", "good", null))).isInstanceOf(Admission.Keyed.class);
        Fault fault = denied(call("/number", "GET", "good", "evil.com"));
        assertThat(fault.code()).isZero();
        assertThat(fault.status()).isEqualTo(401);
        assertThat(fault.message()).isEqualTo("Unclassified Authentication Failure");
        assertThat(fault.description())
                .isEqualTo("Unauthorized client domain :evil.com. Only \"[a.com, b.com]\" domains are authorized to "
                        + "access the API.");
    }

    @Test
    void aKeyForAllDomainsCallsFromAny() {
        keys.allow(bound(Set.of("ALL")), "good");
        assertThat(gate.admit(call("/number", "GET", "good", "any.com"))).isInstanceOf(Admission.Keyed.class);
    }

    @Test
    void tokensAreNotPrinted() {
        assertThat(call("/number", "GET", "good", null).toString()).doesNotContain("good");
    }

    private Fault denied(Call call) {
        return ((Admission.Denied) gate.admit(call)).fault();
    }

    private static Call call(String resource, String verb, String token, String domain) {
        return new Call(Keys.CONTEXT, Keys.VERSION, false, resource, verb, token, domain, "10.0.0.1");
    }

    private static Verdict.Allowed bound(Set<String> domains) {
        Verdict.Allowed key = Keys.key("c1");
        return new Verdict.Allowed(
                key.apiName(),
                key.apiPublisher(),
                key.consumerKey(),
                key.applicationId(),
                key.applicationName(),
                key.applicationTier(),
                key.subscriber(),
                key.tier(),
                key.keyType(),
                key.endUser(),
                key.endUserToken(),
                domains,
                key.expires());
    }
}
