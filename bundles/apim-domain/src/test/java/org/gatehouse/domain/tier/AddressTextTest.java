package org.gatehouse.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.4, 203.0.113.4",
        "' 203.0.113.4 ', 203.0.113.4",
        "203.0.113.4:1001, 203.0.113.4",
        "::ffff:203.0.113.4, 203.0.113.4",
        "[::ffff:203.0.113.4]:80, 203.0.113.4",
        "::FFFF:CB00:7104, 203.0.113.4",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "2001:DB8:0::1, 2001:db8:0:0:0:0:0:1",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:443, 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "::1, 0:0:0:0:0:0:0:1"
    })
    void anAddressIsOneValueHoweverItIsSpelt(String written, String canonical) {
        assertThat(AddressText.canonical(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.4:",
                "1.2.3.4:x",
                "1.2.3.4:123456",
                "[2001:db8::1",
                "[2001:db8::1]x",
                "2001:db8::1]:80",
                "2001:db8:::1",
                "dead.beef.ca.fe",
                "ab.cd.ef.01",
                "1.2.3.4%eth0",
                "0x7f.0.0.1",
                "127.1",
                "1.2.3.4 5"
            })
    void nothingElseIsOneAndNothingIsLookedUp(String written) {
        assertThat(AddressText.canonical(written)).isNull();
    }
}
