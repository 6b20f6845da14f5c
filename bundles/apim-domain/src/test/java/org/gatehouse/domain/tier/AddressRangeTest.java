package org.gatehouse.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.domain.Invalid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.100.1.30-10.100.1.160, 10.100.1.30, true",
        "10.100.1.30 - 10.100.1.160, 10.100.1.160, true",
        "10.100.1.30-10.100.1.160, 10.100.1.161, false",
        "10.100.1.200-10.100.2.3, 10.100.2.1, true",
        "10.100.1.*, 10.100.1.255, true",
        "10.100.1.*, 10.100.2.1, false",
        "192.168.0.0/16, 192.168.255.1, true",
        "192.168.0.0/16, 192.169.0.1, false",
        "192.168.77.3/16, 192.168.0.1, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::1-::9, ::5, true",
        "::1-::9, 0.0.0.5, false",
        "fe80::/10, fe80::1%eth0, true",
        "other, 127.0.0.1, false"
    })
    void anAddressIsInItOrNot(String range, String address, boolean in) {
        byte[] bytes = AddressRange.address(address);
        assertThat(bytes).isNotNull();
        assertThat(AddressRange.parse(range).has(bytes == null ? new byte[0] : bytes))
                .isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.9-10.0.0.1",
                "10.0.0.1-::1",
                "10.0.0.1-2-3",
                "10.0.0.0/33",
                "10.0.0.0/x",
                "::/129",
                "10.*.*",
                "example.org/8"
            })
    void whatIsNoRangeIsRefused(String range) {
        assertThatThrownBy(() -> AddressRange.parse(range))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("address range: " + range);
    }
}
