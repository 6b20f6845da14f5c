package org.gatehouse.gateway.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sequences in {@code synapse-configs}, run by Synapse's own mediators, but for the payload factory. */
final class ShippedSequencesTest {
    @Test
    void anUnknownRequestIsNotFound() {
        Exchange exchange = new Exchange("GET", null).shipped();
        exchange.run("main");
        assertThat(exchange.body())
                .isEqualTo("<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>404</am:code>"
                        + "<am:type>Status report</am:type><am:message>Not Found</am:message><am:description>"
                        + "The requested resource (/phone/1.0.0/number) is not available.</am:description></am:fault>");
        assertThat(exchange.status()).isEqualTo("404");
        assertThat(exchange.mediaType()).isEqualTo("application/xml");
        assertThat(exchange.axis.getProperty("ContentType")).isEqualTo("application/xml");
        assertThat(exchange.axis.getProperty("NO_ENTITY_BODY")).isNull();
    }

    @Test
    void noPathBreaksTheAnswer() {
        Exchange exchange = new Exchange("GET", null)
                .property("REST_FULL_REQUEST_PATH", "/a?b=1&c=<x>$1\\2\u0001\"é")
                .shipped();
        exchange.run("main");
        assertThat(exchange.body())
                .contains("The requested resource (/a?b=1&amp;c=&lt;x>$1\\2\uFFFD\"é) is not available.");
    }

    @Test
    void theOtherTransportIsForbidden() {
        Exchange exchange = new Exchange("GET", null)
                .property("REST_API_TRANSPORT_DENIED", true)
                .property("REST_API_IN_TRANSPORT", "http")
                .shipped();
        exchange.run("main");
        assertThat(exchange.status()).isEqualTo("403");
        assertThat(exchange.body())
                .contains("<am:code>403</am:code><am:type>Status report</am:type><am:message>Forbidden</am:message>"
                        + "<am:description>Unsupported Transport [ http ]. The requested resource (/phone/1.0.0/number) "
                        + "is not available.</am:description>");
    }

    @Test
    void aSoapRequestOfNothingGetsASoapFault() {
        Exchange exchange = new Exchange("POST", null)
                .header("Content-Type", "text/xml")
                .header("SOAPAction", "\"urn:x\"")
                .shipped();
        exchange.run("main");
        assertThat(exchange.status()).isEqualTo("404");
        assertThat(exchange.mediaType()).isEqualTo("text/xml");
        assertThat(exchange.synapse
                        .getEnvelope()
                        .getBody()
                        .getFault()
                        .getReason()
                        .getText())
                .isEqualTo("The requested endpoint is not available.");
        assertThat(exchange.body()).contains("Server</faultcode>");
    }

    @Test
    void aFailureIsARuntimeError() {
        Exchange exchange = new Exchange("GET", "/number")
                .property("ERROR_CODE", 101503)
                .property("ERROR_MESSAGE", "Error connecting to <the> back end & more")
                .header("Authorization", "Bearer x")
                .header("Accept", "*/*")
                .shipped();
        exchange.run("fault");
        assertThat(exchange.body())
                .isEqualTo("<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>101503</am:code>"
                        + "<am:type>Status report</am:type><am:message>Runtime Error</am:message><am:description>"
                        + "Error connecting to &lt;the> back end &amp; more</am:description></am:fault>");
        assertThat(exchange.status()).isEqualTo("500");
        assertThat(exchange.mediaType()).isEqualTo("application/xml");
        assertThat(exchange.headerNames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, application/json; charset=UTF-8, application/json",
        "PUT, application/json, application/json",
        "POST, text/plain, application/xml",
        "GET, application/json, application/xml",
        "DELETE, application/json, application/xml"
    })
    void aPostOfJsonFailsInJson(String verb, String type, String answer) {
        Exchange exchange =
                new Exchange(verb, "/number").header("Content-Type", type).shipped();
        exchange.run("fault");
        assertThat(exchange.mediaType()).isEqualTo(answer);
        assertThat(exchange.body()).contains("<am:code/>");
    }

    @ParameterizedTest
    @CsvSource({"text/xml, text/xml", "application/soap+xml; action=x, application/soap+xml"})
    void aSoapRequestFailsInSoap(String type, String answer) {
        Exchange exchange = new Exchange("POST", "/number")
                .header("Content-Type", type)
                .header("SOAPAction", "x")
                .property("ERROR_MESSAGE", "too bad")
                .shipped();
        exchange.run("fault");
        assertThat(exchange.mediaType()).isEqualTo(answer);
        assertThat(exchange.body()).contains("too bad");
    }

    @ParameterizedTest
    @CsvSource({
        "_resource_mismatch_handler_, 403, No matching resource found in the API for the given request",
        "_production_key_error_, 900901, Production key offered to the API with no production endpoint",
        "_sandbox_key_error_, 900901, Sandbox key offered to the API with no sandbox endpoint"
    })
    void specialFaultsAre403(String sequence, String code, String text) {
        Exchange exchange = new Exchange("GET", "/number").shipped();
        exchange.run(sequence);
        assertThat(exchange.status()).isEqualTo("403");
        assertThat(exchange.body())
                .contains(
                        "<am:code>" + code + "</am:code>",
                        "<am:message>Runtime Error</am:message>",
                        "<am:description>" + text + "</am:description>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    101503 |     | 503 | temporarily_unavailable
                    101504 |     | 503 | temporarily_unavailable
                    0      |     | 500 | server_error
                    0      | 413 | 413 | invalid_request
                    """)
    void aTokenRequestFailsInJson(int code, @Nullable String custom, String status, String error) {
        Exchange exchange = new Exchange("POST", "/")
                .header("X-Gatehouse-Client", "127.0.0.1 direct signed")
                .property("ERROR_CODE", code)
                .property("ERROR_MESSAGE", "of the inside")
                .property("CORSConfiguration.Enabled", "true")
                .property("Access-Control-Allow-Origin", "*")
                .shipped();
        if (custom != null) {
            exchange.property("CUSTOM_HTTP_SC", custom);
        }
        exchange.run("_token_fault_");
        assertThat(exchange.mediaType()).isEqualTo("application/json");
        assertThat(exchange.status()).isEqualTo(status);
        assertThat(exchange.body()).contains(error).doesNotContain("inside");
        assertThat(exchange.headerNames())
                .containsExactlyInAnyOrder("Cache-Control", "Pragma", "Access-Control-Allow-Origin");
    }

    @Test
    void whatTheBackEndSaysAboutOriginsStands() {
        Exchange exchange = new Exchange("GET", "/number")
                .property("CORSConfiguration.Enabled", "true")
                .property("Access-Control-Allow-Origin", "*")
                .property("Access-Control-Allow-Methods", "GET")
                .header("access-control-allow-origin", "https://a.com")
                .shipped();
        exchange.run("_cors_request_handler_");
        assertThat(exchange.message.header("Access-Control-Allow-Origin")).isEqualTo("https://a.com");
        assertThat(exchange.message.header("Access-Control-Allow-Methods")).isEqualTo("GET");
        assertThat(exchange.message.header("Access-Control-Allow-Headers")).isNull();
    }

    @Test
    void switchedOffTheyAreLeftOut() {
        Exchange exchange = new Exchange("GET", "/number")
                .property("CORSConfiguration.Enabled", "false")
                .property("Access-Control-Allow-Origin", "*")
                .shipped();
        exchange.run("_cors_request_handler_");
        assertThat(exchange.headerNames()).isEmpty();
    }

    /** Otherwise the gateway would read whole bodies before it passes them on. A proxy service is what it answers to alone. */
    @Test
    void noExpressionOnTheWayOfCallsLooksIntoTheBody() throws IOException {
        Pattern expression = Pattern.compile("(?:expression|source|xpath)=\"([^\"]+)\"");
        try (var files = Files.walk(Path.of("../../synapse-configs"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().endsWith("proxy-services"))
                    .toList()) {
                Matcher matcher = expression.matcher(Files.readString(file));
                while (matcher.find()) {
                    assertThat(Exchange.isContentAware(matcher.group(1)))
                            .as(file + ": " + matcher.group(1))
                            .isFalse();
                }
            }
        }
    }
}
