package org.gatehouse.gateway.mediation.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are coded for the way: read where somebody asks for their content, and untouched elsewhere. */
class ContentCodingTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String BACKEND =
            "<send><endpoint><http uri-template=\"http://b.example/x\"/></endpoint></send>";
    private static final String TO_JSON = "<property name=\"messageType\" value=\"application/json\" scope=\"axis2\"/>";
    private static final String FAULT = """
            <sequence %s name="fault">
              <payloadFactory><format><f xmlns="">$1</f></format><args><arg expression="$ctx:ERROR_MESSAGE"/></args></payloadFactory>
              <filter xpath="$ctx:CUSTOM_HTTP_SC">
                <then><property name="HTTP_SC" expression="$ctx:CUSTOM_HTTP_SC" scope="axis2"/></then>
                <else><property name="HTTP_SC" value="500" scope="axis2"/></else>
              </filter>
              <property name="messageType" value="application/xml" scope="axis2"/>
              <respond/>
            </sequence>""".formatted(NS);
    private static final String XML = "<a><b>1</b></a>";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        TestGateway.write(root, "sequences/fault.xml", FAULT);
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        nothingIsHeldInTheEnd();
        gateway.close();
    }

    /** A call is done with a little later than it is answered. */
    private void nothingIsHeldInTheEnd() {
        Eventually.within(Duration.ofSeconds(5), "nothing is held", () -> gateway.bodies.held() == 0);
    }

    private void deploy(String in, String out) {
        gateway.deployment.put(
                "c",
                "<api %s name=\"c\" context=\"/c\"><resource methods=\"GET POST\" faultSequence=\"fault\"><inSequence>%s</inSequence><outSequence>%s<send/></outSequence></resource></api>"
                        .formatted(NS, in, out));
    }

    /** {@code bare} is what some servers call deflate. */
    private static byte[] coded(String codings, byte[] body) {
        byte[] coded = body;
        for (String coding : codings.split(",")) {
            coded = once(coding.trim(), coded);
        }
        return coded;
    }

    private static byte[] once(String coding, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (coding) {
            case "gzip", "x-gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            case "bare" -> new DeflaterOutputStream(bytes, new Deflater(9, true));
            default -> bytes;
        }) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static FakeExchange post(String type, String coding, byte[] body) {
        return new FakeExchange(
                "POST", "/c", Headers.empty().set("Content-Type", type).set("Content-Encoding", coding), body);
    }

    private static FakeExchange get(String type, String coding, byte[] answer) {
        FakeExchange call = new FakeExchange("GET", "/c", Headers.empty().set("Accept-Encoding", "br, gzip"), "");
        return call.backend((asked, listener) -> listener.answered(
                call.answer(200, Headers.empty().set("Content-Type", type).set("Content-Encoding", coding), answer)));
    }

    @Test
    void whatWasCodedIsWhatItWas() throws IOException {
        Random random = new Random(11);
        for (String codings : List.of("gzip", "x-gzip", "deflate", "gzip, deflate", "deflate,gzip,gzip")) {
            for (int length : new int[] {0, 1, 2, 100, 8191, 8192, 8193, 300_000}) {
                byte[] body = new byte[length];
                random.nextBytes(body);
                assertThat(ContentCoding.decoded(
                                coded(codings, body),
                                ContentCoding.of(List.of(codings, " Identity ,")),
                                (bytes, sum) -> {}))
                        .isEqualTo(body);
            }
        }
        for (int length : new int[] {0, 1, 100, 300_000}) {
            byte[] body = new byte[length];
            random.nextBytes(body);
            assertThat(ContentCoding.decoded(coded("bare", body), List.of("deflate"), (bytes, sum) -> {}))
                    .isEqualTo(body);
        }
    }

    @Test
    void whatIsCodedByADictionaryThatNobodySentIsNotTakenForNothing() throws IOException {
        Deflater deflater = new Deflater();
        deflater.setDictionary("{\"a\":".getBytes(UTF_8));
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(coded, deflater)) {
            out.write("{\"a\":1}".getBytes(UTF_8));
        } finally {
            deflater.end();
        }
        assertThatThrownBy(() -> ContentCoding.decoded(coded.toByteArray(), List.of("deflate"), (bytes, sum) -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatIsCutOrOtherwiseBrokenIsNotTakenForWhole() {
        byte[] body = "{\"a\":1}".repeat(100).getBytes(UTF_8);
        for (String coding : List.of("gzip", "deflate")) {
            byte[] whole = coded(coding, body);
            for (int length = 1; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> ContentCoding.decoded(cut, List.of(coding), (bytes, sum) -> {}))
                        .as("%s of %d bytes", coding, cut.length)
                        .isInstanceOf(IOException.class);
            }
        }
        assertThatThrownBy(() -> ContentCoding.decoded(body, List.of("gzip"), (bytes, sum) -> {}))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"gzip,gzip", "x-gzip,x-gzip", "GZIP,gzip", "deflate,deflate", "deflate,bare", "identity,identity"})
    void anAnswerIsReadAndGoesOnAsWhatItIs(String said, String coding) {
        deploy(BACKEND, TO_JSON);
        FakeExchange.Reply reply = gateway.serve(get("application/xml", said, coded(coding, XML.getBytes(UTF_8))));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"a\":{\"b\":1}}");
        assertThat(reply.headers().contains("Content-Encoding")).isFalse();
    }

    @Test
    void twoCodingsAreUndoneTheLastFirst() {
        deploy(BACKEND, TO_JSON);

        assertThat(gateway.serve(get("application/xml", "deflate, gzip", coded("deflate,gzip", XML.getBytes(UTF_8))))
                        .body())
                .isEqualTo("{\"a\":{\"b\":1}}");
    }

    @Test
    void aRequestIsReadAndGoesOnAsWhatItIs() {
        deploy(TO_JSON + BACKEND, "");
        FakeExchange call = post("application/xml", "gzip", coded("gzip", XML.getBytes(UTF_8)))
                .backend(200, "text/plain", "");
        gateway.serve(call);

        assertThat(call.calls.get(0).body()).asString(UTF_8).isEqualTo("{\"a\":{\"b\":1}}");
        assertThat(call.calls.get(0).headers().contains("Content-Encoding")).isFalse();
    }

    @Test
    void whatIsOnlyLookedAtGoesOnByteForByteAndCoded() {
        deploy(
                "<property name=\"X-B\" expression=\"//b\" scope=\"transport\"/>" + BACKEND,
                "<property name=\"X-B\" expression=\"//b\" scope=\"transport\"/>");
        byte[] coded = coded("gzip", XML.getBytes(UTF_8));
        FakeExchange call = post("application/xml", "gzip", coded);
        call.backend((asked, listener) -> listener.answered(call.answer(
                200, Headers.empty().set("Content-Type", "application/xml").set("Content-Encoding", "gzip"), coded)));
        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(call.calls.get(0).body()).isEqualTo(coded);
        assertThat(call.calls.get(0).headers().get("Content-Encoding")).isEqualTo("gzip");
        assertThat(call.calls.get(0).headers().get("X-B")).isEqualTo("1");
        assertThat(reply.bytes()).isEqualTo(coded);
        assertThat(reply.headers().get("Content-Encoding")).isEqualTo("gzip");
        assertThat(reply.headers().get("X-B")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "nonsense"})
    void whereNobodyLooksNothingIsTouched(String coding) {
        deploy(BACKEND, "");
        byte[] body = {1, 2, 3};
        FakeExchange call = get("application/xml", coding, body);
        FakeExchange.Reply reply = gateway.serve(call);

        assertThat(reply.bytes()).isEqualTo(body);
        assertThat(reply.streamed()).isTrue();
        assertThat(reply.headers().get("Content-Encoding")).isEqualTo(coding);
        assertThat(call.bodyReads).hasValue(0);
        assertThat(call.calls.get(0).headers().get("Accept-Encoding")).isEqualTo("br, gzip");
    }

    @Test
    void whatIsNoTextForMediatorsStaysAsItIs() {
        deploy("<builder/>" + BACKEND, "<builder/>");
        byte[] body = {1, 2, 3};
        FakeExchange.Reply reply = gateway.serve(get("image/png", "br", body));

        assertThat(reply.bytes()).isEqualTo(body);
        assertThat(reply.headers().get("Content-Encoding")).isEqualTo("br");
    }

    @Test
    void aCodedRequestThatIsSentBackIsStillSaidToBeCoded() {
        deploy("<respond/>", "");
        byte[] coded = coded("gzip", XML.getBytes(UTF_8));
        FakeExchange.Reply reply = gateway.serve(post("application/xml", "gzip", coded));

        assertThat(reply.bytes()).isEqualTo(coded);
        assertThat(reply.headers().get("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void aMediatorThatTakesTheFieldAwayDoesNotChangeWhatTheBodyIs() {
        deploy("<property name=\"Content-Encoding\" action=\"remove\" scope=\"transport\"/>" + TO_JSON + BACKEND, "");
        FakeExchange call = post("application/xml", "gzip", coded("gzip", XML.getBytes(UTF_8)))
                .backend(200, "text/plain", "");
        gateway.serve(call);

        assertThat(call.calls.get(0).body()).asString(UTF_8).isEqualTo("{\"a\":{\"b\":1}}");
    }

    @Test
    void whatCannotBeReadIsTheSendersMistakeOrTheBackEnds() {
        deploy(TO_JSON + BACKEND, "");
        FakeExchange.Reply unknown = gateway.serve(post("application/xml", "br", XML.getBytes(UTF_8)));
        FakeExchange.Reply broken = gateway.serve(post("application/xml", "gzip", XML.getBytes(UTF_8)));
        deploy(BACKEND, TO_JSON);
        FakeExchange.Reply answered = gateway.serve(get("application/xml", "br", XML.getBytes(UTF_8)));

        assertThat(unknown.status()).isEqualTo(415);
        assertThat(unknown.body()).contains("Content-Encoding: br (expected: gzip or deflate");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body()).contains("not what its Content-Encoding says: gzip");
        assertThat(answered.status()).isEqualTo(500);
        assertThat(answered.body()).contains("Content-Encoding: br (expected: gzip or deflate");
    }

    @Test
    void aBombIsRefusedBeforeItIsLarge() {
        deploy(TO_JSON + BACKEND, "");
        byte[] long1 = ("\"" + "x".repeat(2000) + "\"").getBytes(UTF_8);
        FakeExchange.Reply tooLong = gateway.serve(post("application/json", "gzip", coded("gzip", long1)));
        byte[] bomb = coded("gzip,gzip", new byte[5_000_000]);
        FakeExchange.Reply bombed = gateway.serve(post("application/json", "gzip, gzip", bomb));
        deploy(BACKEND, TO_JSON);
        FakeExchange.Reply answered = gateway.serve(get("application/json", "gzip", coded("gzip", long1)));

        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.body()).contains("more than 1000 bytes without its Content-Encoding");
        assertThat(bombed.status()).isEqualTo(413);
        assertThat(answered.status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    gzip, deflate, br, zstd    | gzip, deflate
                    br;q=1.0, GZIP;q=0.5, *    | GZIP;q=0.5
                    br                         | identity
                    *                          | identity
                    identity                   | identity
                    -                          | -
                    """)
    void aBackEndIsAskedForNoAnswerThatCannotBeRead(String accepted, String asked) {
        deploy(BACKEND, TO_JSON);
        Headers fields = Headers.empty();
        if (accepted != null) {
            fields.set("Accept-Encoding", accepted);
        }
        FakeExchange call = new FakeExchange("GET", "/c", fields, "").backend(200, "application/xml", XML);
        gateway.serve(call);

        assertThat(call.calls.get(0).headers().get("Accept-Encoding")).isEqualTo(asked);
    }
}
