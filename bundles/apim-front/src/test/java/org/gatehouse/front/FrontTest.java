package org.gatehouse.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gatehouse.domain.intake.BodyBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontTest {
    private static final String BLOCK = "/publisher/site/blocks/";
    private static final String PAGE = "/publisher/pages/";
    private static final String SOAP = "/services/Any/";
    private static final String TOKENS = "/oauth2/";
    private static final String DEVICE = "/device/";

    private Guarded guarded;

    @BeforeEach
    void start() throws Exception {
        guarded = new Guarded();
    }

    @AfterEach
    void stop() throws Exception {
        guarded.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, BLOCK, SOAP, DEVICE})
    void signingInGivesAnIdThatNobodyKnewBefore(String door) throws Exception {
        String first = cookie(guarded.ask("POST", door + "sign-in"));
        assertThat(guarded.ask("GET", door + "who", "Cookie: " + first)).endsWith("ada");

        String second = cookie(guarded.ask("POST", door + "sign-in", "Cookie: " + first));
        assertThat(second).isNotEqualTo(first);
        assertThat(guarded.ask("GET", door + "who", "Cookie: " + first)).endsWith("nobody");
        assertThat(guarded.ask("GET", door + "who", "Cookie: " + second)).endsWith("ada");

        String planted = cookie(guarded.ask("POST", door + "sign-in", "Cookie: JSESSIONID=planted"));
        assertThat(planted).isNotEqualTo("JSESSIONID=planted");
    }

    @Test
    void nobodyHasASessionBefore() throws Exception {
        assertThat(guarded.ask("GET", PAGE + "session"))
                .startsWith("HTTP/1.1 500")
                .doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @CsvSource({PAGE + ", Strict", BLOCK + ", Strict", SOAP + ", Strict", DEVICE + ", Lax"})
    void theCookieGoesNoFurtherThanItMust(String door, String sameSite) throws Exception {
        assertThat(guarded.ask("POST", door + "sign-in", Guarded.SECURE))
                .containsPattern("Set-Cookie: JSESSIONID=[^\r]*; Secure")
                .containsPattern("Set-Cookie: JSESSIONID=[^\r]*; HttpOnly")
                .containsPattern("Set-Cookie: JSESSIONID=[^\r]*; SameSite=" + sameSite);
        assertThat(guarded.ask("POST", door + "sign-in"))
                .contains("SameSite=" + sameSite)
                .doesNotContain("; Secure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Origin: http://localhost.evil.example",
                "Origin: http://127.0.0.1:80",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: anything",
                "Referer: https://evil.example/page",
                "Referer: about:blank",
            })
    void whatAForeignPageAsksForInAUsersNameIsRefused(String header) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "post"}) {
            assertThat(guarded.ask(method, PAGE + "done", header)).startsWith("HTTP/1.1 403");
            assertThat(guarded.ask(method, BLOCK + "done", header))
                    .startsWith("HTTP/1.1 403")
                    .contains("{\"error\" : true, ");
            assertThat(guarded.ask(method, SOAP + "done", header))
                    .startsWith("HTTP/1.1 403")
                    .contains("soapenv:Fault");
            assertThat(guarded.ask(method, DEVICE + "done", header)).startsWith("HTTP/1.1 403");
        }
        assertThat(guarded.ask("GET", PAGE + "done", header)).startsWith("HTTP/1.1 200");
        assertThat(guarded.ask("GET", BLOCK + "done", header)).startsWith("HTTP/1.1 403");
        // No cookie counts there.
        assertThat(guarded.ask("POST", TOKENS + "token", header)).startsWith("HTTP/1.1 200");
    }

    private static final String[] PREFLIGHT = {
        "Origin: https://app.example", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: x"
    };

    @Test
    void scriptsOfOtherOriginsReadTheAnswersThatAreForThemOnly() throws Exception {
        assertThat(guarded.ask("OPTIONS", TOKENS + "token", PREFLIGHT)).doesNotContain("Access-Control");
        guarded.others.change("*", "authorization");

        assertThat(guarded.ask("OPTIONS", TOKENS + "token", PREFLIGHT))
                .startsWith("HTTP/1.1 204")
                .contains("Access-Control-Allow-Origin: *\r\n", "Access-Control-Allow-Methods: POST\r\n")
                .contains("Access-Control-Allow-Headers: authorization\r\n")
                .doesNotContain("Credentials");
        assertThat(guarded.ask("OPTIONS", TOKENS + "register/abc", PREFLIGHT)).contains("Methods: GET,PUT,DELETE\r\n");
        for (String path : new String[] {"token", "revoke", "userinfo", "jwks", "register", "register/abc"}) {
            assertThat(guarded.ask("POST", TOKENS + path, "Origin: https://app.example"))
                    .as(path)
                    .startsWith("HTTP/1.1 200")
                    .contains("Access-Control-Allow-Origin: *\r\n");
        }
        assertThat(guarded.ask("POST", TOKENS + "token", "Origin: https://app.example", "Content-Length: 99999999"))
                .as("what the front refuses")
                .contains("Access-Control-Allow-Origin: *\r\n");
        for (String path : new String[] {
            TOKENS + "authorize", TOKENS + "introspect", TOKENS + "register/", DEVICE, PAGE, BLOCK + "done", SOAP
        }) {
            for (String method : new String[] {"OPTIONS", "GET", "POST"}) {
                assertThat(guarded.ask(method, path, PREFLIGHT)).as(path).doesNotContain("Access-Control");
            }
        }
    }

    @Test
    void whereOriginsAreListedNoOtherReads() throws Exception {
        guarded.others.change("https://app.example, https://b.example", "authorization");
        assertThat(guarded.ask("POST", TOKENS + "token", "Origin: https://b.example"))
                .contains("Access-Control-Allow-Origin: https://b.example\r\n", "Vary: Origin\r\n");
        assertThat(guarded.ask("OPTIONS", TOKENS + "token", PREFLIGHT)).startsWith("HTTP/1.1 204");
        for (String origin : new String[] {"https://evil.example", "null", "https://app.example.evil.example", "*"}) {
            assertThat(guarded.ask(
                            "OPTIONS", TOKENS + "token", "Origin: " + origin, "Access-Control-Request-Method: POST"))
                    .as(origin)
                    .contains("Vary: Origin\r\n")
                    .doesNotContain("Access-Control");
        }
    }

    @Test
    void oneGoodHeaderDoesNotMakeUpForABadOne() throws Exception {
        String own = "Origin: http://localhost:" + guarded.port();
        assertThat(guarded.ask("POST", PAGE + "done", own, "Sec-Fetch-Site: same-site"))
                .startsWith("HTTP/1.1 403");
        assertThat(guarded.ask("POST", PAGE + "done", own, "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(guarded.ask("POST", PAGE + "done", "Sec-Fetch-Site: same-origin", "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void ownPagesProgramsAndConfiguredNamesAreLetIn() throws Exception {
        String own = "http://localhost:" + guarded.port();
        assertThat(guarded.ask("POST", PAGE + "done", "Origin: " + own)).startsWith("HTTP/1.1 200");
        assertThat(guarded.ask("POST", PAGE + "done", "Referer: " + own + "/publisher/x"))
                .startsWith("HTTP/1.1 200");
        assertThat(guarded.ask("POST", PAGE + "done", "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 200");
        assertThat(guarded.ask("POST", BLOCK + "done")).startsWith("HTTP/1.1 200");

        guarded.names.change("", "https://apis.example/publisher", "", 1);
        assertThat(guarded.ask("POST", PAGE + "done", "Origin: https://apis.example"))
                .startsWith("HTTP/1.1 200");
        assertThat(guarded.ask("POST", SOAP + "done", "Origin: https://apis.example"))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.9",
                "Forwarded: for=203.0.113.9",
                "Via: 1.1 proxy",
                "X-Real-IP: 203.0.113.9",
                "Host: evil.example",
            })
    void plainHttpIsForThisMachineAlone(String header) throws Exception {
        assertThat(guarded.ask("POST", BLOCK + "sign-in", header))
                .startsWith("HTTP/1.1 403")
                .contains("HTTPS only")
                .doesNotContain("Set-Cookie");
        assertThat(guarded.ask("POST", TOKENS + "token", header)).startsWith("HTTP/1.1 403");
        assertThat(guarded.ask("GET", PAGE + "done?a=b", header))
                .startsWith("HTTP/1.1 302")
                .contains("Location: https://127.0.0.1:9443/publisher/pages/done?a=b\r\n");
        assertThat(guarded.ask("POST", BLOCK + "done")).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoComesByPlainHttpIsSentToTheConfiguredName() throws Exception {
        guarded.names.change("", "https://apis.example/publisher", "", 1);
        assertThat(guarded.ask("GET", PAGE + "done", "Host: evil.example"))
                .contains("Location: https://apis.example:443/publisher/pages/done\r\n");
    }

    @Test
    void noHostOfARequestGetsIntoAnAnswer() throws Exception {
        assertThat(guarded.ask("GET", PAGE + "away", Guarded.SECURE, "Host: evil.example"))
                .startsWith("HTTP/1.1 302")
                .contains("Location: /store/apis?a=b\r\n")
                .doesNotContain("evil");
        assertThat(guarded.ask("GET", PAGE + "climb")).contains("Location: /evil.example/\r\n");
    }

    @Test
    void everyAnswerProtectsWhoeverShowsIt() throws Exception {
        for (String path :
                new String[] {PAGE + "done", PAGE + "fail", PAGE + "error", TOKENS + "token", PAGE + "away"}) {
            assertThat(guarded.ask("GET", path))
                    .contains(
                            "X-Content-Type-Options: nosniff",
                            "X-Frame-Options: DENY",
                            "Content-Security-Policy: default-src 'none'",
                            "Referrer-Policy: ")
                    .doesNotContain("Strict-Transport-Security");
        }
        assertThat(guarded.ask("POST", PAGE + "done", "Origin: null")).contains("X-Frame-Options: DENY");
        assertThat(guarded.ask("GET", PAGE + "done", Guarded.SECURE, "Host: apis.example"))
                .contains("Strict-Transport-Security: max-age=2592000\r\n");
        assertThat(guarded.ask("GET", PAGE + "done", Guarded.SECURE)).doesNotContain("Strict-Transport-Security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "disk", "error"})
    void whatFailsShowsNothingOfItself(String how) throws Exception {
        for (String door : new String[] {PAGE, BLOCK, SOAP, TOKENS, DEVICE}) {
            assertThat(guarded.ask("POST", door + how))
                    .startsWith("HTTP/1.1 500")
                    .doesNotContain("inside", "Exception", "at org.", "jetty");
        }
        if (!how.equals("error")) {
            assertThat(guarded.ask("POST", PAGE + how)).contains("X-Correlation-Id: ");
        }
    }

    @Test
    void nothingIsEchoedToWhoeverTraces() throws Exception {
        assertThat(guarded.ask("TRACE", PAGE + "done", "Cookie: a=secret"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "stream"})
    void aStrangersBodyIsAShortOne(String how) throws Exception {
        String fits = "x".repeat(Body.FROM_STRANGERS);
        assertThat(guarded.send("POST", BLOCK + how, fits)).endsWith("" + Body.FROM_STRANGERS);
        assertThat(guarded.send("POST", BLOCK + how, "x", "Content-Length: 5000000000"))
                .startsWith("HTTP/1.1 413")
                .contains("{\"error\" : true, \"message\" : \"The request body exceeds the maximum of 64KB\"}");
        String chunks = "10000\r\n" + fits + "\r\n1\r\nx\r\n0\r\n\r\n";
        assertThat(guarded.send("POST", TOKENS + how, chunks, "Transfer-Encoding: chunked"))
                .startsWith("HTTP/1.1 413")
                .contains("{\"error\":\"invalid_request\"");
    }

    /** A connection that ends while its client still sends is reset, and what was answered is lost. */
    @Test
    void whoSendsTooMuchIsToldSoWhileHeIsStillSending() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(guarded.send("POST", BLOCK + "read", "x".repeat(900_000)))
                    .startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void whoIsKnownMaySendMore() throws Exception {
        assertThat(guarded.send("POST", BLOCK + "known", "x".repeat(100_000))).endsWith("100000");
        assertThat(guarded.send("POST", BLOCK + "known", "x", "Content-Length: 1048577"))
                .startsWith("HTTP/1.1 413")
                .contains("maximum of 1MB");
    }

    @Test
    void noBodyIsAskedForThatWillNotBeTaken() throws Exception {
        assertThat(guarded.send("POST", BLOCK + "read", "", "Content-Length: 70000", "Expect: 100-continue"))
                .startsWith("HTTP/1.1 413");
        assertThat(guarded.send("POST", BLOCK + "read", "x", "Content-Encoding: gzip"))
                .startsWith("HTTP/1.1 415");
    }

    @Test
    void whatIsHeldHasOneBoundAndIsGivenBack() throws Exception {
        BodyBudget budget = BodyBudget.of(BodyBudget.Door.PORTALS);
        long before = budget.held();
        try (BodyBudget.Hold others = budget.open()) {
            assertThat(others.grow(budget.bytes() / 2 - before + 1)).isTrue();
            // The second half is for those who are known.
            assertThat(guarded.send("POST", BLOCK + "read", "x"))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: ");
            assertThat(guarded.send("POST", BLOCK + "known", "x")).startsWith("HTTP/1.1 200");
            assertThat(others.grow(budget.bytes() - budget.held())).isTrue();
            assertThat(guarded.send("POST", BLOCK + "known", "x")).startsWith("HTTP/1.1 503");
            assertThat(guarded.send("POST", TOKENS + "read", "x")).startsWith("HTTP/1.1 200");
        }
        assertThat(guarded.send("POST", BLOCK + "read", "x")).startsWith("HTTP/1.1 200");
        assertThat(budget.held()).isEqualTo(before);
    }

    @Test
    void aBodyThatDripsEnds() throws Exception {
        Pace pace = new Pace(guarded.nanos::get);
        guarded.nanos.addAndGet(29_000_000_000L);
        assertThat(pace.isKept(1)).isTrue();
        guarded.nanos.addAndGet(2_000_000_000L);
        assertThat(pace.isKept(1)).isFalse();
        assertThat(pace.isKept(64 * 1024)).isTrue();
    }

    @Test
    void theContainersReadersOfFormsAreOutOfReach() throws Exception {
        assertThat(guarded.send("POST", PAGE + "forms?a=b", "a=c", "Content-Type: application/x-www-form-urlencoded"))
                .endsWith("null{}");
    }

    @Test
    void oneUserHasOnlySoManySessions() throws IOException {
        String first = cookie(guarded.ask("POST", PAGE + "sign-in"));
        for (int i = 0; i < OpenSessions.MOST_OF_ONE; i++) {
            guarded.ask("POST", PAGE + "sign-in");
        }
        assertThat(guarded.ask("GET", PAGE + "who", "Cookie: " + first)).endsWith("nobody");
    }

    private static String cookie(String answer) {
        int start = answer.indexOf("Set-Cookie: ") + "Set-Cookie: ".length();
        return answer.substring(start, answer.indexOf(';', start));
    }
}
