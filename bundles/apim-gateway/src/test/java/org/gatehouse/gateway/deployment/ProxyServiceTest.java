package org.gatehouse.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.axiom.om.OMElement;
import org.gatehouse.gateway.mediation.message.XmlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyServiceTest {
    @Test
    void saysHowLongTheBodiesMayBeThatItHolds() {
        assertThat(ProxyService.bodyBytes(proxy(""))).isEqualTo(Integer.MAX_VALUE);
        assertThat(ProxyService.bodyBytes(proxy("<parameter name='other'>1</parameter>")))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(ProxyService.bodyBytes(holding(" 65536 "))).isEqualTo(65536);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "64K", "4294967295"})
    void whatIsNoLengthIsRefused(String bytes) {
        assertThatThrownBy(() -> ProxyService.bodyBytes(holding(bytes)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("gatehouse.body.bytes: " + bytes + " (expected: a number of bytes below ");
    }

    private static OMElement holding(String bytes) {
        return proxy("<parameter name='gatehouse.body.bytes'>" + bytes + "</parameter>");
    }

    private static OMElement proxy(String content) {
        String xml = "<proxy xmlns='http://ws.apache.org/ns/synapse' name='a'>" + content + "</proxy>";
        return XmlReader.read(xml.getBytes(StandardCharsets.UTF_8));
    }
}
