package org.gatehouse.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;

final class RemoteEnvironmentTest {
    @Test
    void theAddressEndsInASlashAndThePasswordMayHaveBars() {
        RemoteEnvironment read = RemoteEnvironment.parse("Prod|production|https://gw:9443/services|me|a|b");
        assertThat(read.services()).hasToString("https://gw:9443/services/");
        assertThat(read.password()).isEqualTo("a|b");
        assertThat(read).asString().contains("Prod", "me").doesNotContain("a|b");
    }

    @Test
    void whatIsNoEnvironmentIsToldByItsName() {
        assertThatThrownBy(() -> RemoteEnvironment.parse("Prod|production|https://gw"))
                .isInstanceOf(Invalid.class)
                .hasMessage("gateway environment: Prod (expected: name|type|address|user|password)");
        assertThatThrownBy(() -> RemoteEnvironment.parse("Prod|production|https://g w|me|p"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("https://g w (expected: an address)");
    }
}
