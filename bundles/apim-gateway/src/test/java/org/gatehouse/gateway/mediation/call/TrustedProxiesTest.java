package org.gatehouse.gateway.mediation.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.tier.AddressRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustedProxiesTest {
    private final TrustedProxies proxies = new TrustedProxies(
            Stream.of("10.0.0.0/8", "fd00::/8").map(AddressRange::parse).toList());

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.9 | 1.2.3.4                      | 203.0.113.9
                    10.0.0.1    | 1.2.3.4                      | 1.2.3.4
                    10.0.0.1    | 9.9.9.9, 1.2.3.4             | 1.2.3.4
                    10.0.0.1    | 9.9.9.9; 1.2.3.4             | 1.2.3.4
                    10.0.0.1    | 9.9.9.9; 1.2.3.4; 10.0.0.2   | 1.2.3.4
                    10.0.0.1    | 1.2.3.4; 9.9.9.9, 10.0.0.2   | 9.9.9.9
                    10.0.0.1    | 9.9.9.9, 1.2.3.4, 10.0.0.2   | 1.2.3.4
                    10.0.0.1    | 10.0.0.3, 10.0.0.2           | 10.0.0.3
                    10.0.0.1    | 1.2.3.4:1001                 | 1.2.3.4
                    10.0.0.1    | 9.9.9.9, ::ffff:1.2.3.4      | 1.2.3.4
                    10.0.0.1    | 9.9.9.9, [::ffff:10.0.0.2]:1 | 9.9.9.9
                    fd00::1     | 2001:db8::7                  | 2001:db8:0:0:0:0:0:7
                    fd00::1     | 2001:DB8:0::7                | 2001:db8:0:0:0:0:0:7
                    fd00::1     | [2001:db8::7]:443            | 2001:db8:0:0:0:0:0:7
                    10.0.0.1    | unknown                      | 10.0.0.1
                    10.0.0.1    | 1.2.3.4, unknown             | 10.0.0.1
                    10.0.0.1    | 1.2.3.4, unknown, 10.0.0.2   | 10.0.0.2
                    10.0.0.1    | ', ,'                        | 10.0.0.1
                    10.0.0.1    | '1.2.3.4,'                   | 10.0.0.1
                    """)
    void onlyTrustedProxiesAreBelieved(String connection, String fields, String client) {
        assertThat(proxies.client(connection, List.of(fields.split("; ")))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 1.2.3.4", "127.0.0.1, 1.2.3.4", "0:0:0:0:0:0:0:1, 1.2.3.4"})
    void withoutTrustedOnesNobodyIs(String connection, String forwarded) {
        assertThat(new TrustedProxies(List.of()).client(connection, List.of(forwarded)))
                .isEqualTo(connection);
    }
}
