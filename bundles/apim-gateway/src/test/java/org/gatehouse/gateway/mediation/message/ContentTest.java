package org.gatehouse.gateway.mediation.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies say, however they are written. */
class ContentTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String BACKEND =
            "<send><endpoint><http uri-template=\"http://b.example/x\"/></endpoint></send>";
    private static final String TO_JSON = "<property name=\"messageType\" value=\"application/json\" scope=\"axis2\"/>";
    private static final String TO_XML = "<property name=\"messageType\" value=\"application/xml\" scope=\"axis2\"/>";
    private static final String SOAP =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>%s</s:Body></s:Envelope>";

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

    private void deploy(String in, String out) {
        gateway.deployment.put(
                "c",
                "<api %s name=\"c\" context=\"/c\"><resource methods=\"GET POST HEAD\"><inSequence>%s</inSequence><outSequence>%s<send/></outSequence></resource></api>"
                        .formatted(NS, in, out));
    }

    private FakeExchange.Reply post(String type, byte[] body) {
        return gateway.serve(new FakeExchange("POST", "/c", Headers.empty().set("Content-Type", type), body));
    }

    private FakeExchange.Reply get(String method, String type, byte[] body) {
        FakeExchange call = new FakeExchange(method, "/c", Headers.empty(), "");
        return gateway.serve(call.backend((asked, listener) -> listener.answered(
                call.answer(200, Headers.empty().set("Content-Type", type).set("Content-Length", "5"), body))));
    }

    private static byte[] with(int[] mark, byte[] text) {
        byte[] all = new byte[mark.length + text.length];
        IntStream.range(0, mark.length).forEach(i -> all[i] = (byte) mark[i]);
        System.arraycopy(text, 0, all, mark.length, text.length);
        return all;
    }

    // ---- charsets

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "utf8",
                "ISO-8859-1",
                "latin1",
                "windows-1252",
                "ISO-8859-15",
                "UTF-16BE",
                "UTF-16LE",
                "UTF-16"
            })
    void whatTheMessageSaysOfItsCharsetCounts(String name) {
        Charset charset = Charset.forName(name);
        deploy(TO_JSON + "<respond/>", "");
        for (String prolog : List.of("", "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>")) {
            for (String type : List.of("text/xml; charset=" + name, "application/xml;CHARSET=\"" + name + "\"")) {
                String xml = prolog + "<a>caf\u00E9 &lt;</a>";
                assertThat(post(type, xml.getBytes(charset)).body()).isEqualTo("{\"a\":\"caf\u00E9 <\"}");
                String soap = prolog + SOAP.formatted("<a>caf\u00E9</a>");
                assertThat(post(type, soap.getBytes(charset)).body()).isEqualTo("{\"a\":\"caf\u00E9\"}");
            }
        }
        assertThat(post("application/json; charset=" + name, "{\"a\":\"caf\u00E9\"}".getBytes(charset))
                        .body())
                .isEqualTo("{\"a\":\"caf\u00E9\"}");
    }

    @Test
    void aMarkAtTheBeginningCountsMore() {
        deploy(TO_JSON + "<respond/>", "");
        String xml = "<a>caf\u00E9</a>";
        String said = "{\"a\":\"caf\u00E9\"}";
        for (String type : List.of("text/xml; charset=ISO-8859-1", "text/xml; charset=UTF-16", "text/xml")) {
            assertThat(post(type, with(new int[] {0xEF, 0xBB, 0xBF}, xml.getBytes(UTF_8)))
                            .body())
                    .isEqualTo(said);
            assertThat(post(type, with(new int[] {0xFE, 0xFF}, xml.getBytes(UTF_16BE)))
                            .body())
                    .isEqualTo(said);
            assertThat(post(type, with(new int[] {0xFF, 0xFE}, xml.getBytes(UTF_16LE)))
                            .body())
                    .isEqualTo(said);
        }
        for (String type : List.of("application/json; charset=ISO-8859-1", "application/json")) {
            assertThat(post(type, with(new int[] {0xEF, 0xBB, 0xBF}, said.getBytes(UTF_8)))
                            .body())
                    .isEqualTo(said);
            assertThat(post(type, with(new int[] {0xFE, 0xFF}, said.getBytes(UTF_16BE)))
                            .body())
                    .isEqualTo(said);
            assertThat(post(type, with(new int[] {0xFF, 0xFE}, said.getBytes(UTF_16LE)))
                            .body())
                    .isEqualTo(said);
        }
    }

    @Test
    void withoutAWordFromTheMessageTheDocumentsCounts() {
        deploy(TO_JSON + "<respond/>", "");

        assertThat(post(
                                "text/xml",
                                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\u00E9</a>".getBytes(ISO_8859_1))
                        .body())
                .isEqualTo("{\"a\":\"caf\u00E9\"}");
        assertThat(post("text/xml; x-charset=UTF-16", "<a>caf\u00E9</a>".getBytes(UTF_8))
                        .body())
                .isEqualTo("{\"a\":\"caf\u00E9\"}");
    }

    @Test
    void anAnswersCharsetCountsToo() {
        deploy(BACKEND, TO_JSON);

        assertThat(get("GET", "text/xml; charset=ISO-8859-1", "<a>caf\u00E9</a>".getBytes(ISO_8859_1))
                        .body())
                .isEqualTo("{\"a\":\"caf\u00E9\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "application/json", "text/plain", "application/x-www-form-urlencoded"})
    void aCharsetThatIsNotKnownIsTheSendersMistakeWhereTheBodyIsRead(String type) {
        String unknown = type + "; charset=klingon";
        byte[] body = "{}".getBytes(UTF_8);
        deploy(TO_JSON + BACKEND, "");
        FakeExchange.Reply refused = post(unknown, body);
        deploy(BACKEND, TO_JSON);
        FakeExchange.Reply answered = get("GET", unknown, body);
        deploy(BACKEND, "");
        FakeExchange.Reply passed = get("GET", unknown, body);

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.body()).contains("Content-Type: charset klingon is not known here");
        assertThat(answered.status()).isEqualTo(500);
        assertThat(answered.body()).contains("Content-Type: charset klingon is not known here");
        assertThat(passed.status()).isEqualTo(200);
        assertThat(passed.headers().get("Content-Type")).isEqualTo(unknown);
    }

    @Test
    void whatACharsetDoesNotHaveIsEscapedAndWhatIsSaidOfItIsTrue() {
        deploy("<builder/><respond/>", "");
        String json = "{\"a\":\"\\u6f22 caf\u00E9 \uD83D\uDE00\"}";
        FakeExchange.Reply reply = post("application/json; charset=ISO-8859-1", json.getBytes(ISO_8859_1));

        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json; charset=ISO-8859-1");
        assertThat(new String(reply.bytes(), ISO_8859_1)).isEqualTo("{\"a\":\"\\u6f22 caf\\u00e9 ?\"}");
        deploy("<builder/><property name=\"ContentType\" value=\"application/xml\" scope=\"axis2\"/><respond/>", "");
        reply = post("text/xml; charset=ISO-8859-1", "<a>caf\u00E9</a>".getBytes(ISO_8859_1));
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/xml");
        assertThat(reply.body()).isEqualTo("<a>caf\u00E9</a>");
    }

    // ---- what XML cannot hold

    private static List<String> awkward() {
        return IntStream.concat(
                        IntStream.rangeClosed(0, 0x20),
                        IntStream.of(
                                '\\', 0x7f, 0x85, 0x2028, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xfffd, 0xfffe,
                                0xffff))
                .mapToObj(c -> String.format("\\u%04x", c))
                .toList();
    }

    /** As a client's library reads it. */
    private static String meaning(String json) {
        Matcher escape = Pattern.compile("\\\\(?:u(....)|(.))").matcher(json);
        return escape.replaceAll(each -> Matcher.quoteReplacement(
                each.group(1) != null
                        ? String.valueOf((char) Integer.parseInt(each.group(1), 16))
                        : String.valueOf("\b\f\n\r\t\"\\/".charAt("bfnrt\"\\/".indexOf(each.group(2))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<log level=\"full\"/>", "<property name=\"p\" expression=\"//v\"/>"})
    void stringsOfJsonAreLookedAtAndGoOn(String mediator) {
        deploy(mediator + BACKEND, "");
        for (String each : awkward()) {
            String name = each.startsWith("\\ud") ? "n" : each; // no half of a pair, says Jackson
            byte[] body = ("{\"v\":\"a" + each + "b\",\"" + name + "\":[\"" + each + "\"]}").getBytes(UTF_8);
            FakeExchange call = new FakeExchange(
                            "POST", "/c", Headers.empty().set("Content-Type", "application/json"), body)
                    .backend(200, "text/plain", "fine");
            assertThat(gateway.serve(call).body()).as(each).isEqualTo("fine");
            assertThat(call.calls.get(0).body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<builder/>",
                "<script language=\"js\">mc.setPayloadJSON(mc.getPayloadJSON());</script>",
                "<payloadFactory media-type=\"json\"><format>{\"v\":$1,\"w\":[\"x$2y\"]}</format><args><arg evaluator=\"json\" expression=\"$.v\"/><arg expression=\"//w\"/></args></payloadFactory>"
            })
    void stringsOfJsonAreTheSameAfterwards(String mediators) {
        deploy(mediators + "<respond/>", "");
        for (String each : awkward()) {
            String body = "{\"v\":\"a\\\\" + each + "\\\\u0000\",\"w\":[\"x" + each + "y\"]}";
            String sent =
                    mediators.contains("format") ? body.replace("[\"x" + each + "y\"]", "\"" + each + "\"") : body;
            assertThat(meaning(post("application/json", sent.getBytes(UTF_8)).body()))
                    .as(each)
                    .isEqualTo(meaning(body));
        }
    }

    @Test
    void stringsOfJsonComeBackFromXml() {
        for (String each : awkward()) {
            String body = "{\"v\":\"a\\\\" + each + "\\\\u0000\"}";
            deploy(TO_XML + "<respond/>", "");
            FakeExchange.Reply xml = post("application/json", body.getBytes(UTF_8));
            assertThat(xml.status()).as(each + xml.body()).isEqualTo(200);
            deploy(TO_JSON + "<respond/>", "");
            FakeExchange.Reply back = post("application/xml", xml.bytes());
            assertThat(meaning(back.body())).as(each).isEqualTo(meaning(body));
        }
    }

    @Test
    void formsAndTextsAreCarriedToo() {
        deploy("<log level=\"full\"/>" + TO_JSON + "<respond/>", "");
        assertThat(post("application/x-www-form-urlencoded", "a=%00%1b%5c".getBytes(UTF_8))
                        .body())
                .isEqualTo("{\"xformValues\":{\"a\":\"\\u0000\\u001B\\\\\"}}");
        deploy("<log level=\"full\"/><builder/><respond/>", "");
        assertThat(post("text/plain", "a\u0000\u001b\\\\ b".getBytes(UTF_8)).body())
                .isEqualTo("a\u0000\u001b\\\\ b");
    }

    // ---- HEAD

    @ParameterizedTest
    @CsvSource({
        "'', application/xml, 5",
        "<log level=\"full\"/>, application/xml, 5",
        "<property name=\"p\" expression=\"//b\"/>, application/xml, 5",
        "<builder/>, application/xml; charset=UTF-8,",
        "<property name=\"messageType\" value=\"application/json\" scope=\"axis2\"/>, application/json; charset=UTF-8,"
    })
    void headSaysWhatGetWould(String out, String type, String length) {
        deploy(BACKEND, out);
        FakeExchange.Reply head = get("HEAD", "application/xml", new byte[0]);
        FakeExchange.Reply full = get("GET", "application/xml", "<b/> ".getBytes(UTF_8));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().get("Content-Type"))
                .isEqualTo(type)
                .isEqualTo(full.headers().get("Content-Type"));
        assertThat(head.headers().get("Content-Length")).isEqualTo(length);
        assertThat(head.streamed()).as("with the length that the transport has").isTrue();
    }

    @Test
    void headOfWhatIsNotChangedSaysTheSame() {
        deploy(BACKEND, "<builder/>");
        FakeExchange.Reply head = get("HEAD", "image/png", new byte[0]);

        assertThat(head.headers().get("Content-Type")).isEqualTo("image/png");
        assertThat(head.headers().get("Content-Length")).isEqualTo("5");
    }
}
