package org.gatehouse.gateway.mediation.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.synapse.util.xpath.URLEncodeFunction;
import org.jaxen.Context;
import org.jaxen.ContextSupport;
import org.jaxen.FunctionCallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code url-encode()} of XPath: the values are those of the library that Synapse 3.0.1 asks. */
class UrlEncodeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "é?é, %C3%A9?%C3%A9",
                "a%20b?x%20y?z, a%2520b?x%2520y?z",
                "1+1?1+1, 1%2B1?1+1",
                "a b#c[d], a%20b%23c%5Bd%5D",
                "|!$&'()*,-./:;=?@_~|, |!$&'()*,-./:;=?@_~|",
                "€😀, %E2%82%AC%F0%9F%98%80",
                "||, ||",
            })
    void isOfTheOriginal(String text, String encoded) throws FunctionCallException {
        assertThat(encoded(List.of(text))).isEqualTo(encoded);
    }

    @Test
    void takesACharset() throws FunctionCallException {
        assertThat(encoded(List.of("é", "ISO-8859-1"))).isEqualTo("%E9");
        assertThatThrownBy(() -> encoded(List.of("é", "nix")))
                .isInstanceOf(FunctionCallException.class)
                .hasMessageContaining("nix (expected: a charset)");
    }

    private static Object encoded(List<String> arguments) throws FunctionCallException {
        return new URLEncodeFunction().call(new Context(new ContextSupport()), arguments);
    }
}
