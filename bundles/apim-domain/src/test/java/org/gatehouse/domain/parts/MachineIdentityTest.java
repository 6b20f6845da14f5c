package org.gatehouse.domain.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.keys.TokenSecret;
import org.junit.jupiter.api.Test;

class MachineIdentityTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MachineIdentity part = part(1, NOON);

    @Test
    void aStatementCountsForItsPurposeItsInstallationAndItsMinutes() {
        String statement = part.statement(MachineIdentity.SOAP);

        assertThat(statement).matches("[A-Za-z0-9_-]{60,100}").isNotEqualTo(part.statement(MachineIdentity.SOAP));
        assertThat(part(1, NOON).isOurs(statement, MachineIdentity.SOAP)).isTrue();
        assertThat(part.isOurs(statement, MachineIdentity.THRIFT)).isFalse();
        assertThat(part(2, NOON).isOurs(statement, MachineIdentity.SOAP)).isFalse();
        assertThat(part(1, NOON.plus(MachineIdentity.LIFE)).isOurs(statement, MachineIdentity.SOAP))
                .isTrue();
        assertThat(part(1, NOON.plus(MachineIdentity.LIFE).plusSeconds(1)).isOurs(statement, MachineIdentity.SOAP))
                .isFalse();
        assertThat(part(1, NOON.minus(Duration.ofMinutes(6))).isOurs(statement, MachineIdentity.SOAP))
                .isFalse();
    }

    @Test
    void whatWasTouchedIsNobodys() {
        String statement = part.statement(MachineIdentity.SOAP);
        for (int i = 0; i < statement.length() - 1; i++) {
            char other = statement.charAt(i) == 'A' ? 'B' : 'A';
            String touched = statement.substring(0, i) + other + statement.substring(i + 1);
            assertThat(part.isOurs(touched, MachineIdentity.SOAP)).as(touched).isFalse();
        }
        assertThat(part.isOurs("", MachineIdentity.SOAP)).isFalse();
        assertThat(part.isOurs("no base 64!", MachineIdentity.SOAP)).isFalse();
        assertThat(part.isOurs("A".repeat(10_000), MachineIdentity.SOAP)).isFalse();
    }

    @Test
    void aPartVouchesForTheClientThatItNamesAndForNoOther() {
        String voucher = part.voucher(Origin.direct("203.0.113.7", "gateway"));

        Origin resolved = part.resolved(new Origin("127.0.0.1", false, voucher, "token endpoint"));
        assertThat(resolved).isEqualTo(Origin.direct("203.0.113.7", "token endpoint"));
        Origin forged = new Origin("127.0.0.1", false, voucher.replace("203.0.113.7", "127.0.0.1"), "token endpoint");
        assertThat(part.resolved(forged)).isEqualTo(forged);
        Origin proxied = new Origin("127.0.0.1", false, voucher.replace("direct", "proxied"), "token endpoint");
        assertThat(part.resolved(proxied)).isEqualTo(proxied);
        assertThat(part.resolved(Origin.direct("192.0.2.1", "x"))).isEqualTo(Origin.direct("192.0.2.1", "x"));
    }

    private static MachineIdentity part(int secret, Instant now) {
        return new MachineIdentity(
                new TokenSecret() {
                    @Override
                    public boolean isThere() {
                        return true;
                    }

                    @Override
                    public byte[] bytes() {
                        byte[] bytes = new byte[32];
                        Arrays.fill(bytes, (byte) secret);
                        return bytes;
                    }
                },
                InstantSource.fixed(now));
    }
}
