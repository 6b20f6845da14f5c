package org.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b?c=d/../%2e%zz",
                "/a.b/.well-known/..c/x..",
                "/@:+,$&'()*!~-_=",
                "/%61dmin",
                "/caf%C3%A9/%20",
                "*"
            })
    void anOrdinaryPathIsReadInOneWay(String target) {
        RequestTarget read = RequestTarget.of(target);

        assertThat(read.fault()).isNull();
        assertThat(read.others()).isEmpty();
        assertThat(read.text()).isEqualTo(target);
    }

    @Test
    void anOrdinaryPathIsNotCopied() {
        String target = new String("/phone/1.0.0/items/7");

        assertThat(RequestTarget.of(target).path()).isSameAs(target);
        assertThat(RequestTarget.of(target).text()).isSameAs(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/a/..",
                "/a/.",
                "/./a",
                "/a/%2e%2E/b",
                "/a/.%2e/b",
                "/a/%2e/b",
                "/a/..;/b",
                "/a/..;x=1/b",
                "/a/.;/b",
                "/a/%2e%2e;x/b",
                "/a%00",
                "/a%2500",
                "/a%0a",
                "/a%0D%0Ab",
                "/a%7f",
                "/a%1f",
                "/a%",
                "/a%2",
                "/a%2g",
                "/a%u002fb",
                "/a%%32%66b",
                "/a#b",
                "/a?b#c",
                "/a\\b",
                "/a\t",
                "/\u00e9",
                "/a?\u00e9",
                "/a%c0%af..%c0%afb",
                "/a%C0%AE%c0%ae",
                "/a%e0%80%af",
                "/a%f0%80%80%af",
                "/a%25c0%25af",
                "/..%2f",
                "/a%2f..%2f..%2fb",
                "/a/%2e%2e%2f..%2f",
                "/a%5c..%5c..%5cb",
                "/a/%252e%252e%252f%252e%252e%252f",
                "/a%25252525252f",
                "",
                "a",
                "a/b",
                "host:80",
                "ftp://h/a",
                "http:///a",
                "http://user@h/a",
                "http://h\\@x/a",
                "http:/a",
                "?a"
            })
    void whatIsNoTargetIsSaidToBeNone(String target) {
        assertThat(RequestTarget.of(target).fault()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/x%2f..%2fb, /a/b",
        "/a/x%2F%2e%2e/b, /a/b",
        "/a/..%2fb, /b",
        "/a//b, /a/b",
        "/a/%2fb, /a/b",
        "/a/%2fb, /a//b",
        "/a;x/b, /a/b",
        "/a%3bx/b, /a/b",
        "/a;x%2f..%2fb, /a",
        "/a;x%2f..%2fb, /b",
        "/a%5cb, /a/b",
        "/a/..%5cb, /b",
        "/a/%252fb, /a/b",
        "/a/%25252fb, /a/b",
        "/a/%252e%252e%2fb, /b",
        "/a/..%3bx%2fb, /b",
        "/a//..%2fb, /b",
        "/a//..%2fb, /a/b",
        "/a%252fb, /a%2Fb"
    })
    void everyWayToReadAPathIsAmongItsReadings(String target, String reading) {
        RequestTarget read = RequestTarget.of(target);

        assertThat(read.fault()).isNull();
        assertThat(read.others()).extracting(Reading::path).contains(reading);
        assertThat(read.text()).isEqualTo(target);
    }

    @Test
    void aReadingTellsHowFarUpItWent() {
        RequestTarget read = RequestTarget.of("/a/b/c%2f..%2f..%2fd");

        Reading resolved = read.others().stream()
                .filter(reading -> reading.path().equals("/a/d"))
                .findFirst()
                .orElseThrow();
        assertThat(resolved.staysBelow(1)).isTrue();
        assertThat(resolved.staysBelow(2)).isFalse();
        assertThat(read.climbs()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/%61dmin%2Fx%20y?a=%61, /admin%2Fx%20y",
        "/a%2cb%3A, '/a,b:'",
        "/caf%c3%a9, /caf%C3%A9",
        "'/a{b}|\"c', /a%7Bb%7D%7C%22c"
    })
    void aPathHasOneSpelling(String target, String path) {
        assertThat(RequestTarget.of(target).path()).isEqualTo(path);
        assertThat(RequestTarget.of(target).text()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "/%70hone/1%2e0/x%2cy?q=%31, 10, /x%2cy?q=%31",
        "/phone/1.0/x?q, 10, /x?q",
        "/phone/1.0, 10, ''",
        "/ph%6Fne/1.0?q=1, 10, ?q=1"
    })
    void whatFollowsAPrefixIsAsItWasSent(String target, int prefix, String after) {
        assertThat(RequestTarget.of(target).after(prefix)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"http://h/a?b, /a?b", "HTTPS://h:8243/a, /a", "http://h, /", "http://h?b=1, /?b=1"})
    void aUrlIsItsPathAndQuery(String target, String text) {
        assertThat(RequestTarget.of(target).text()).isEqualTo(text);
    }

    @Test
    void aPathThatCanBeReadInTooManyWaysIsRefusedBeforeItCosts() {
        assertThat(RequestTarget.of("/a%252f;x%5c..%2f//".repeat(3000)).fault()).isNotNull();
        assertThat(RequestTarget.of("/" + "a%2Fb".repeat(2000)).fault()).isNull();
    }
}
