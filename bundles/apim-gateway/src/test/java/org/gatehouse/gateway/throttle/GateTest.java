package org.gatehouse.gateway.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.axiom.om.util.AXIOMUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {
    private long now = 1_000_000;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);

    @Test
    void aWindowAdmitsItsNumberAndTheNextOneAgain() throws Exception {
        Gate gate = gate(range("other", count(2, 1000, 0)));
        assertThat(gate.admits(address("1.2.3.4"))).isTrue();
        assertThat(gate.admits(address("1.2.3.4"))).isTrue();
        assertThat(gate.admits(address("1.2.3.4"))).isFalse();
        assertThat(gate.admits(address("1.2.3.5"))).as("another caller").isTrue();
        now += 1000;
        assertThat(gate.admits(address("1.2.3.4"))).isTrue();
    }

    @Test
    void whoHadTooManyIsKeptOutForItsTime() throws Exception {
        Gate gate = gate(range("other", count(1, 1000, 5000)));
        assertThat(gate.admits(address("::1"))).isTrue();
        assertThat(gate.admits(address("::1"))).isFalse();
        now += 4999;
        assertThat(gate.admits(address("::1"))).isFalse();
        now += 1;
        assertThat(gate.admits(address("::1"))).isTrue();
    }

    @Test
    void whoWasKeptOutBeginsAnewWithinTheSameWindow() throws Exception {
        Gate gate = gate(range("other", count(1, 60_000, 1000)));
        assertThat(gate.admits(address("::1"))).isTrue();
        assertThat(gate.admits(address("::1"))).isFalse();
        now += 1000;
        assertThat(gate.admits(address("::1"))).isTrue();
        assertThat(gate.admits(address("::1"))).isFalse();
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() throws Exception {
        Gate gate = gate(range("1.2.3.4", count(1, 1000, 0)) + range("1.2.3.5", count(1, 1000, 5000)));
        for (String caller : new String[] {"1.2.3.4", "1.2.3.5"}) {
            assertThat(gate.admits(address(caller))).isTrue();
            assertThat(gate.admits(address(caller))).isFalse();
        }
        now -= 900_000;
        assertThat(gate.admits(address("1.2.3.4"))).isTrue();
        assertThat(gate.admits(address("1.2.3.5"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, false",
        "10.0.0.10, true",
        "9.255.255.255, true",
        "2001:db8::5, false",
        "2001:db8::ffff, true",
        "::ffff:10.0.0.5, false",
    })
    void rangesAreOfBothFamilies(String caller, boolean admitted) throws Exception {
        Gate gate = gate(range("10.0.0.1-10.0.0.9", "<t:Deny/>")
                + range("2001:db8::1-2001:db8::9", "<t:Deny/>")
                + range("other", "<t:Allow/>"));
        assertThat(gate.admits(address(caller))).isEqualTo(admitted);
    }

    @Test
    void onlySoManyAreInsideAtATime() throws Exception {
        Gate gate = gate("<t:MaximumConcurrentAccess>2</t:MaximumConcurrentAccess>");
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.leave();
        assertThat(gate.enter()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "1.2.3.4-::1", "1.2.3.9-1.2.3.4", "1.2.3.4-1.2.3.5-1.2.3.6", "300.1.1.1", ""})
    void whatIsNoRangeIsRefused(String range) {
        assertThatThrownBy(() -> gate(range(range, "<t:Allow/>")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("address range");
    }

    @Test
    void aPolicyIsRefusedWithTheLineOfWhatIsWrong() {
        assertThatThrownBy(() -> gate("\n\n" + range("other", "<t:Control/>")))
                .hasMessage("throttle: policy, line 3: no MaximumCount in a policy (expected: one)");
        assertThatThrownBy(() -> gate(range("1.2.3.4, 1.2.3.5", "<t:Allow/>")))
                .hasMessageStartingWith("throttle: policy, line 1: address range: 1.2.3.4,1.2.3.5 ");
        assertThatThrownBy(() -> gate(range("other", "<t:Allow/>").replace("\"IP\"", "\"ROLE\"")))
                .hasMessageStartingWith("throttle: policy, line 1: ID of type ROLE (expected: IP;");
        assertThatThrownBy(() -> gate("<p:Policy/>")).hasMessageContaining("a policy without an ID");
        assertThatThrownBy(() -> Policy.of(AXIOMUtil.stringToOM("<policy/>")))
                .hasMessageContaining("no throttle:MediatorThrottleAssertion");
    }

    @Test
    void aPolicyWithoutItsFiguresIsRefused() {
        assertThatThrownBy(() -> gate(range("other", "<t:Control/>"))).hasMessageContaining("MaximumCount");
        assertThatThrownBy(() -> gate(range("other", count(1, 1, 1).replace(">1<", ">many<"))))
                .hasMessageContaining("many");
    }

    private Gate gate(String inside) throws Exception {
        String policy =
                "<policy><p:Policy xmlns:p=\"urn:p\" xmlns:t=\"http://www.wso2.org/products/wso2commons/throttle\">"
                        + "<t:MediatorThrottleAssertion>" + inside
                        + "</t:MediatorThrottleAssertion></p:Policy></policy>";
        return new Gate(Policy.of(AXIOMUtil.stringToOM(policy)), clock);
    }

    private static String range(String range, String rule) {
        return "<p:Policy><t:ID t:type=\"IP\">" + range + "</t:ID><p:Policy>" + rule + "</p:Policy></p:Policy>";
    }

    private static String count(int most, int unit, int barred) {
        return "<t:Control><p:Policy><t:MaximumCount>" + most + "</t:MaximumCount><t:UnitTime>" + unit + "</t:UnitTime>"
                + "<t:ProhibitTimePeriod>" + barred + "</t:ProhibitTimePeriod></p:Policy></t:Control>";
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
