package org.gatehouse.keys.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TakenTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    private boolean refused(String method, @Nullable String path, @Nullable String type) throws IOException {
        HttpServletRequest request = Played.as(HttpServletRequest.class, (verb, arguments) -> switch (verb) {
            case "getPathInfo" -> path;
            case "getMethod" -> method;
            case "getContentType" -> type;
            default -> throw new UnsupportedOperationException(verb);
        });
        HttpServletResponse response = Played.as(HttpServletResponse.class, (verb, arguments) -> switch (verb) {
            case "setHeader" -> {
                headers.put((String) arguments[0], (String) arguments[1]);
                yield null;
            }
            case "setContentType" -> null;
            case "setStatus" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "getOutputStream" -> new Written(body);
            default -> throw new UnsupportedOperationException(verb);
        });
        return Taken.refused(request, response);
    }

    /** RFC 6749 §3.2, RFC 7009 §2.1, RFC 7662 §2.1, RFC 8628 §3.1: POST; RFC 9110 §15.5.6: a 405 says what is taken. */
    @ParameterizedTest
    @CsvSource({
        "GET, /token, POST",
        "HEAD, /revoke, POST",
        "PUT, /introspect, POST",
        "DELETE, /device_authorize, POST",
        "GET, /register, POST",
        "PUT, /authorize, 'GET, HEAD, POST'",
        "POST, /jwks, 'GET, HEAD'",
        "post, /token, POST",
        "POST, /register/abc, 'GET, HEAD, PUT, DELETE'"
    })
    void anotherMethodIsRefusedWithThoseThatAreTaken(String method, String path, String taken) throws IOException {
        assertThat(refused(method, path, FORM)).isTrue();
        assertThat(status).isEqualTo(405);
        assertThat(headers).containsEntry("Allow", taken).containsEntry("Cache-Control", "no-store");
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("\"error\":\"invalid_request\"");
    }

    /** RFC 6749 §4.1.3 and RFC 7591 §3.1 name the types; RFC 9110 §8.3.1: in any case, and parameters are another matter. */
    @ParameterizedTest
    @CsvSource({
        "POST, /token, application/x-www-form-urlencoded, false",
        "POST, /token, Application/X-WWW-Form-URLencoded; charset=UTF-8, false",
        "POST, /token, application/json, true",
        "POST, /token, , true",
        "POST, /authorize, multipart/form-data; boundary=x, true",
        "GET, /authorize, text/plain, false",
        "POST, /register, application/json;charset=utf-8, false",
        "POST, /register, application/x-www-form-urlencoded, true",
        "PUT, /register/abc, text/json, true",
        "DELETE, /register/abc, , false",
        "POST, /userinfo, , false"
    })
    void aBodyOfAnotherTypeIsRefused(String method, String path, @Nullable String type, boolean isRefused)
            throws IOException {
        assertThat(refused(method, path, type)).isEqualTo(isRefused);
        assertThat(status).isEqualTo(isRefused ? 415 : 0);
    }

    /** RFC 9110 §9.3.7: OPTIONS asks about an address; what is not ours is told of by whoever has it. */
    @Test
    void questionsAndOtherAddressesGoOn() throws IOException {
        assertThat(refused("OPTIONS", "/token", null)).isFalse();
        assertThat(refused("PATCH", "/nowhere", null)).isFalse();
        assertThat(refused("PATCH", "/token/more", null)).isFalse();
        assertThat(refused("GET", null, null)).isFalse();
        assertThat(headers).isEmpty();
    }

    private static final class Written extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        private Written(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
