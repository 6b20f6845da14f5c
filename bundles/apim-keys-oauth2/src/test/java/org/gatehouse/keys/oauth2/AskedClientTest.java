package org.gatehouse.keys.oauth2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskedClientTest {
    @Test
    void escapesAreReadOnce() {
        AskedClient asked = read("""
                {"client_name":"Caf\\u00e9 a\\\\b \\ud83d\\ude00 \\/\\"","redirect_uris":["https:\\/\\/a.example\\/"],
                 "grant_types":["implicit"],"token_endpoint_auth_method":"none","access_token_format":"jwt","other":[{}]}
                """);
        assertThat(asked)
                .isEqualTo(new AskedClient(
                        "Café a\\b \uD83D\uDE00 /\"",
                        List.of("https://a.example/"),
                        List.of("implicit"),
                        "none",
                        "jwt"));
    }

    @Test
    void whatIsLeftOutIsNull() {
        assertThat(read("{\"client_name\":null,\"grant_types\":null}"))
                .isEqualTo(new AskedClient(null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"a\"",
                "{",
                "{} {}",
                "{'client_name':'a'}",
                "{\"client_name\":\"a\",\"client_name\":\"b\"}",
                "{\"other\":{\"a\":1,\"a\":2}}",
                "{\"client_name\":\"\\x\"}",
                "{\"client_name\":\"a\nb\"}",
                "{\"client_name\":7}",
                "{\"redirect_uris\":\"https://a.example\"}",
                "{\"redirect_uris\":[null]}",
                "{\"grant_types\":[[\"implicit\"]]}"
            })
    void whatCanBeReadInSeveralWaysOrInNoneIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Invalid.class).hasMessageContaining("expected");
    }

    @Test
    void depthLengthAndCharsetAreBounded() {
        assertThat(read("{\"other\":" + "[".repeat(15) + "]".repeat(15) + "}").name())
                .isNull();
        for (String json : List.of(
                "{\"other\":" + "[".repeat(16) + "]".repeat(16) + "}",
                "{\"other\":" + "[".repeat(30_000),
                "{\"other\":\"" + "x".repeat(70_000) + "\"}")) {
            assertThatThrownBy(() -> read(json)).as(json.substring(0, 30)).isInstanceOf(Invalid.class);
        }
        assertThatThrownBy(() -> AskedClient.read("{\"client_name\":\"é\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void whatIsWrittenIsReadTheSame() {
        String name = "a\"b\\c\u00e9\uD83D\uDE00</script>";
        assertThat(AskedClient.read(AskedClient.json(Map.of("client_name", name)))
                        .name())
                .isEqualTo(name);
    }

    private static AskedClient read(String json) {
        return AskedClient.read(json.getBytes(UTF_8));
    }
}
