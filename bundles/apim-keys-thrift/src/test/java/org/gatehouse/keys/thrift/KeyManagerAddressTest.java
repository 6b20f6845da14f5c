package org.gatehouse.keys.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyManagerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://localhost:9443/services/, https://localhost:9443/thriftAuthenticator",
        "https://localhost:9443/services, https://localhost:9443/thriftAuthenticator",
        "https://keys.example/root/services/, https://keys.example/root/thriftAuthenticator",
        "https://keys.example, https://keys.example/thriftAuthenticator",
    })
    void theLogInIsBesideTheServices(String serverUrl, String login) {
        assertThat(KeyManagerAddress.of(serverUrl, 10397).login()).hasToString(login);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9763/services/", "localhost", "", "https://", "https://a b/"})
    void onlyHttpsWillDo(String serverUrl) {
        assertThatThrownBy(() -> KeyManagerAddress.of(serverUrl, 10397))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: https://host:port/services/");
    }

    @Test
    void itIsNamedByItsThriftPort() {
        assertThat(KeyManagerAddress.of("https://localhost:9443/services/", 10400))
                .hasToString("localhost:10400");
    }
}
