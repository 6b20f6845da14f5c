package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressChecksTest {
    private static final Caller ADMIN = Fixtures.ADMIN_CALLER;
    private static final URI ADDRESS = URI.create("https://h/there");

    @ParameterizedTest
    @CsvSource({
        "200, true",
        "204, true",
        "304, true",
        "399, true",
        "400, false",
        "404, false",
        "405, true",
        "500, false"
    })
    void whatAnswersOrDoesNotKnowHeadIsServed(int status, boolean isServed) {
        assertThat(new AddressChecks(new There("", status)).isServed(ADMIN, ADDRESS))
                .isEqualTo(isServed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>",
                "<?xml version='1.0'?><!-- a --><w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/'><a>",
                "<description xmlns='http://www.w3.org/ns/wsdl'></description>",
            })
    void aWsdlIsKnownByItsFirstElement(String document) {
        assertThat(isWsdl(document)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "<definitions/>",
                "<description xmlns='http://schemas.xmlsoap.org/wsdl/'/>",
                "<definitions xmlns='http://www.w3.org/ns/wsdl'/>",
                "<html xmlns='http://www.w3.org/1999/xhtml'/>",
                "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>&e;</definitions>",
                "<!-- only",
            })
    void nothingElseIsOne(String document) {
        assertThat(isWsdl(document)).isFalse();
    }

    @Test
    void onlyProvidersAsk() {
        AddressChecks checks = new AddressChecks(new There("", 200));
        Caller subscriber = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.SUBSCRIBE.path()));
        assertThatThrownBy(() -> checks.isServed(subscriber, ADDRESS)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> checks.isWsdl(subscriber, ADDRESS)).isInstanceOf(Forbidden.class);
    }

    private static boolean isWsdl(String document) {
        return new AddressChecks(new There(document, 200)).isWsdl(ADMIN, ADDRESS);
    }

    /** The same wherever one asks, for the time that is wanted. */
    private record There(String document, int status) implements Addresses {
        @Override
        public byte[] read(Account who, URI address, String accept, int mostBytes) {
            return document.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int status(Account who, URI address, Duration longest) {
            assertThat(longest).isEqualTo(Duration.ofSeconds(4));
            return status;
        }
    }
}
