package org.gatehouse.gateway.mediation.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.gateway.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nests, repeats or names beyond all use is refused while it is read, not when the heap is full of it. */
class BodyBoundsTest {
    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    private static String nested(String open, String close, int levels) {
        return open.repeat(levels) + close.repeat(levels);
    }

    private static String attributes(int count) {
        return "<a "
                + IntStream.range(0, count).mapToObj(i -> "n" + i + "=\"v\"").collect(Collectors.joining(" ")) + "/>";
    }

    @Test
    void whatIsWithinTheBoundsIsRead() {
        for (String xml : new String[] {
            nested("<a>", "</a>", 200),
            "<r>" + "<a/>".repeat(200_000) + "</r>",
            attributes(200),
            "<a>" + "x".repeat(5_000_000) + "</a>"
        }) {
            assertThat(XmlReader.read(xml.getBytes(UTF_8))).isNotNull();
        }
        assertThat(parse(nested("[", "]", 199), "application/json")).isNotNull();
        assertThat(parse("[" + "1,".repeat(200_000) + "1]", "application/json")).isNotNull();
        assertThat(parse("a=1&".repeat(200_000), "application/x-www-form-urlencoded"))
                .isNotNull();
    }

    @Test
    void whatIsBeyondThemIsRefused() {
        Map<String, String> bodies = new TreeMap<>();
        String soap =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>%s</s:Body></s:Envelope>";
        bodies.put("5 000 levels", nested("<a>", "</a>", 5_000));
        bodies.put("1 000 000 levels", nested("<a>", "</a>", 1_000_000));
        bodies.put("1 000 000 levels, none closed", "<a>".repeat(1_000_000));
        bodies.put("2 600 000 elements", "<r>" + "<a/>".repeat(2_600_000) + "</r>");
        bodies.put("5 000 attributes", attributes(5_000));
        bodies.put("5 000 levels in SOAP", soap.formatted(nested("<a>", "</a>", 5_000)));
        bodies.put("elements in SOAP", soap.formatted("<a/>".repeat(300_000)));
        bodies.put("1 000 000 namespaces", "<r>" + "<a xmlns=\"urn:a\"/>".repeat(300_000) + "</r>");
        bodies.put("laughs", "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><r>&b;</r>");
        bodies.forEach((what, xml) ->
                assertThatThrownBy(() -> parse(xml, "application/xml")).as(what).isInstanceOf(RuntimeException.class));

        bodies.clear();
        bodies.put("5 000 levels", nested("[", "]", 5_000));
        bodies.put("objects", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));
        bodies.put("1 000 000 levels", "[".repeat(1_000_000));
        bodies.put("values", "[" + "1,".repeat(4_000_000) + "1]");
        bodies.forEach((what, json) -> assertThatThrownBy(() -> parse(json, "application/json"))
                .as(what)
                .isInstanceOf(RuntimeException.class));

        assertThatThrownBy(() -> parse("a&".repeat(4_000_000), "application/x-www-form-urlencoded"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatAFormNamesIsNoMarkup() {
        assertThat(parse("a><b=1&c d=<2>", "application/x-www-form-urlencoded"))
                .contains("<a_x003E__x003C_b>1</a_x003E__x003C_b>", "<c_x0020_d>&lt;2></c_x0020_d>");
    }

    private static String parse(String body, String type) {
        return Bodies.parse(body.getBytes(UTF_8), MediaType.of(type)).toString();
    }
}
