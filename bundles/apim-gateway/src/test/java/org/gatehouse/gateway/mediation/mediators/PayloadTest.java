package org.gatehouse.gateway.mediation.mediators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.gateway.testing.FakeExchange.post;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.gatehouse.gateway.json.JsonText;
import org.gatehouse.gateway.mediation.message.XmlReader;
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

/** Whatever a payload factory is given arrives as what it was. */
class PayloadTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";

    /** Each means something to JSON, XML, XPath, a regular expression or the payload factory itself. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "  kept  ",
            "Ann",
            "R&D",
            "a < b > c",
            "<admin>true</admin>",
            "</m>",
            "&amp;",
            "&amp;amp;",
            "&#60;",
            "]]>",
            "<![CDATA[x]]>",
            "<!-- x -->",
            "US$ 5",
            "$1",
            "$2",
            "$0",
            "$12345678901",
            "${x}",
            "C:\\temp",
            "\\",
            "\\n",
            "\\$1",
            "\"",
            "say \"hi\"",
            "\"},{\"a\":\"",
            "'",
            "a\tb\nc",
            "null",
            "true",
            "5",
            "007",
            "1.50",
            "[]",
            "{}",
            "[1]",
            "{\"a\":1}",
            "é ключ 漢 \uD83D\uDE00");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1.50",
            "1e400",
            "12345678901234567890123",
            "[]",
            "{}",
            "[[]]",
            "[{}]",
            "[null]",
            "[\"\"]",
            "[1]",
            "[1,2]",
            "[[1],[2,[3]]]",
            "{\"a\":1}",
            "{\"a\":{}}",
            "{\"a\":[]}",
            "{\"a\":[\"$1\"],\"b c\":null,\"$ref\":\"5\"}",
            "[{\"v\":1},{\"v\":[2]}]");

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

    private void deploy(String mediators) {
        gateway.deployment.put(
                "p",
                "<api %s name=\"p\" context=\"/p\"><resource methods=\"POST\"><inSequence>%s<respond/></inSequence></resource></api>"
                        .formatted(NS, mediators));
    }

    private static String payload(String type, String format, String... args) {
        return "<payloadFactory media-type=\"" + type + "\"><format>" + format + "</format><args>"
                + IntStream.range(0, args.length)
                        .mapToObj(i -> "<arg " + args[i] + "/>")
                        .collect(Collectors.joining())
                + "</args></payloadFactory><property name=\"messageType\" value=\"application/" + type
                + "\" scope=\"axis2\"/>";
    }

    private FakeExchange.Reply call(FakeExchange exchange) {
        FakeExchange.Reply reply = gateway.serve(exchange);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private String json(String body) {
        return call(post("/p", "application/json", body)).body();
    }

    private String xml(String body) {
        return call(post("/p", "application/xml", body)).body();
    }

    private String soap(String body) {
        Headers fields = Headers.empty().set("Content-Type", "text/xml").set("SOAPAction", "a");
        return call(new FakeExchange("POST", "/p", fields, body)).body();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Those above, and others put together of characters that are dangerous. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>(TEXTS);
        String characters = "$1\\\"'<>&;{}[],:= \t\n/*-]!?#xé\uFFFD";
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            texts.add(random.ints(1 + random.nextInt(12), 0, characters.length())
                    .mapToObj(at -> String.valueOf(characters.charAt(at)))
                    .collect(Collectors.joining()));
        }
        return texts;
    }

    // ---- JSON

    @ParameterizedTest
    @ValueSource(strings = {"evaluator=\"json\" expression=\"$.v\"", "expression=\"json-eval($.v)\""})
    void whatAJsonPathFindsKeepsItsType(String arg) {
        deploy(payload("json", "{\"m\":$1}", arg));
        for (String value : VALUES) {
            assertThat(json("{\"v\":" + value + "}")).isEqualTo("{\"m\":" + value + "}");
        }
        for (String text : texts()) {
            String value = JsonText.quoted(text);
            assertThat(json("{\"v\":" + value + "}")).isEqualTo("{\"m\":" + value + "}");
        }
    }

    @Test
    void aPlaceInAStringTakesAnyTextAsItIs() {
        deploy(payload(
                "json",
                "{\"m\":\"$1\",\"hello\":\"Hello $1!\",\"twice\":\"$1-$2\",\"esc\":\"\\\"$1\\\\\",\"$1\":0}",
                "evaluator=\"json\" expression=\"$.v\"",
                "evaluator=\"json\" expression=\"$.v\""));
        for (String text : texts()) {
            String expected = "{\"m\":" + JsonText.quoted(text) + ",\"hello\":" + JsonText.quoted("Hello " + text + "!")
                    + ",\"twice\":" + JsonText.quoted(text + "-" + text) + ",\"esc\":"
                    + JsonText.quoted("\"" + text + "\\") + "," + JsonText.quoted(text) + ":0}";
            if (!List.of("m", "hello", "twice", "esc").contains(text)) {
                assertThat(json("{\"v\":" + JsonText.quoted(text) + "}")).isEqualTo(expected);
            }
        }
        deploy(payload("json", "{\"m\":\"<$1>\"}".replace("<", "&lt;"), "evaluator=\"json\" expression=\"$.v\""));
        for (String value : VALUES) {
            assertThat(json("{\"v\":" + value + "}")).isEqualTo("{\"m\":" + JsonText.quoted("<" + value + ">") + "}");
        }
    }

    @Test
    void aPropertyOfAJsonPathIsItsTextOrItsJson() {
        deploy("<property name=\"p\" expression=\"json-eval($.v)\"/>"
                + payload("json", "{\"raw\":$1,\"text\":\"$1\"}", "expression=\"get-property('p')\""));
        for (String value : VALUES) {
            assertThat(json("{\"v\":" + value + "}"))
                    .isEqualTo("{\"raw\":" + value + ",\"text\":" + JsonText.quoted(value) + "}");
        }
        for (String text : texts()) {
            assertThat(json("{\"v\":" + JsonText.quoted(text) + "}"))
                    .endsWith(",\"text\":" + JsonText.quoted(text) + "}");
        }
    }

    @Test
    void fieldsAndXPathOfXmlAreTextsWhoseLookSaysWhatTheyAre() {
        deploy(payload(
                "json",
                "{\"a\":$1,\"b\":\"$1\",\"c\":\"x$2\"}",
                "expression=\"//v/text()\"",
                "expression=\"$trp:X-V\""));
        for (String text : texts()) {
            String field = text.replace('\n', ' ').strip(); // as fields are
            FakeExchange call = new FakeExchange(
                    "POST",
                    "/p",
                    Headers.empty().set("Content-Type", "application/xml").set("X-V", field),
                    "<r><v>" + escaped(text) + "</v></r>");
            String body = call(call).body();
            assertThat(body)
                    .endsWith(",\"b\":" + JsonText.quoted(text) + ",\"c\":" + JsonText.quoted("x" + field) + "}");
            assertThat(body).startsWith("{\"a\":" + JsonText.value(text) + ",\"b\":");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    $            | {"v":[1]}                     | {"v":[1]}
                    $.v[0]       | {"v":[1]}                     | 1
                    $.v[1]       | {"v":[1]}                     | ""
                    $.v[0][0]    | {"v":[[7,8]]}                 | 7
                    $.w          | {"v":1}                       | ""
                    $.v[*]       | {"v":[1,"2",[3]]}             | [1,"2",[3]]
                    $.v[*].a     | {"v":[{"a":"1"},{},{"a":[]}]} | ["1",[]]
                    $..a         | {"a":1,"b":{"a":"2"}}         | [1,"2"]
                    $..z         | {"a":1}                       | []
                    $.*          | {"a":1,"b":[2]}               | [1,[2]]
                    $[1]         | [1,null]                      | null
                    $[0].a       | [{"a":""}]                    | ""
                    $['a b']     | {"a b":{}}                    | {}
                    $            | null                          | null
                    $            | "5"                           | "5"
                    """)
    void jsonPathsFindValues(String path, String body, String found) {
        deploy(payload("json", "[$1]", "evaluator=\"json\" expression=\"" + path + "\""));

        assertThat(json(body)).isEqualTo("[" + found + "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    //v         | <r><v>5</v></r>                                     | 5
                    //v         | <r><v t='int'>5</v></r>                             | 5
                    //v         | <r><v>Ann</v></r>                                   | "Ann"
                    //v         | <r><v/></r>                                         | ""
                    //v         | <r><v a='1'/></r>                                   | {"@a":"1"}
                    //v         | <r><v><a>1</a></v></r>                              | {"a":1}
                    //v         | <r><v>1</v><v>b</v></r>                             | [1,"b"]
                    //v/@a      | <r><v a='x&amp;y'/></r>                             | "x&y"
                    count(//v)  | <r><v/><v/></r>                                     | 2.0
                    //nothing   | <r/>                                                | ""
                    """)
    void whatXPathFindsInXmlBecomesJson(String path, String body, String found) {
        deploy(payload("json", "[$1]", "expression=\"" + path + "\""));

        assertThat(xml(body)).isEqualTo("[" + found + "]");
    }

    @Test
    void xpathIntoJsonKeepsTypesToo() {
        deploy(payload("json", "[$1,\"$1\"]", "expression=\"//v\""));

        assertThat(json("{\"v\":\"5\"}")).isEqualTo("[\"5\",\"5\"]");
        assertThat(json("{\"v\":null}")).isEqualTo("[null,\"null\"]");
        assertThat(json("{\"v\":{}}")).isEqualTo("[{},\"{}\"]");
        assertThat(json("{\"v\":\"\"}")).isEqualTo("[\"\",\"\"]");
    }

    // ---- XML

    @Test
    void inXmlATextStaysAText() {
        deploy(payload(
                "xml",
                "<m xmlns=\"\" a=\"$1\" b=\"x$1y$2\">$1<n>$2</n><o>x$1y$2z</o></m>",
                "expression=\"//v/text()\"",
                "expression=\"$trp:X-V\""));
        for (String text : texts()) {
            String field = text.replace('\n', ' ').strip(); // as fields are
            FakeExchange call = new FakeExchange(
                    "POST",
                    "/p",
                    Headers.empty().set("Content-Type", "application/xml").set("X-V", field),
                    "<r><v>" + escaped(text) + "</v></r>");
            OMElement m = XmlReader.read(call(call).body().getBytes(UTF_8));
            assertThat(m.getAttributeValue(new QName("a"))).isEqualTo(text);
            assertThat(m.getAttributeValue(new QName("b"))).isEqualTo("x" + text + "y" + field);
            assertThat(m.getText()).isEqualTo(text);
            List<String> inner = new ArrayList<>();
            for (Iterator<?> each = m.getChildElements(); each.hasNext(); ) {
                inner.add(((OMElement) each.next()).getText());
            }
            assertThat(inner).containsExactly(field, "x" + text + "y" + field + "z");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    expression="//v"            | <r><v a='1'>x<w/></v></r>                       | <v a="1">x<w/></v>
                    expression="//v"            | <r><v>IBM</v></r>                               | IBM
                    expression="//v"            | <r><v t='s'>IBM</v></r>                         | IBM
                    expression="//v"            | <r><v/></r>                                     |
                    expression="//v"            | <r><v a='1'/></r>                               | <v a="1"/>
                    expression="//v"            | <r><v><w>1</w></v><v>&lt;b/></v></r>            | <v><w>1</w></v>&lt;b/>
                    expression="//nothing"      | <r/>                                            |
                    expression="string(//v)"    | <r><v>&lt;b/></v></r>                           | &lt;b/>
                    expression="//v/@a"         | <r><v a='&lt;b/>'/></r>                         | &lt;b/>
                    expression="$body/*"        | <n:r xmlns:n='urn:n'><n:v/></n:r>               | <n:r xmlns:n="urn:n"><n:v/></n:r>
                    value="&lt;b>x&lt;/b>"      | <r/>                                            | <b>x</b>
                    value="a &lt; b &amp; $1"   | <r/>                                            | a &lt; b &amp; $1
                    """)
    void anElementIsPutInWholeAndAllElseIsText(String arg, String body, String found) {
        deploy(payload("xml", "<m xmlns=\"\"><o>$1</o></m>", arg));

        String inner = found == null ? "" : found;
        assertThat(xml(body).replace("&gt;", ">"))
                .isEqualTo(inner.isEmpty() ? "<m><o/></m>" : "<m><o>" + inner + "</o></m>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    {"v":"a < b"}         | a &lt; b
                    {"v":5}               | 5
                    {"v":"null"}          | null
                    {"v":{"a":"<"}}       | <v><a>&lt;</a></v>
                    {"v":[1,"x"]}         | <v>1</v><v>x</v>
                    {"v":[]}              |
                    """)
    void valuesOfJsonGoIntoXml(String body, String found) {
        deploy(payload("xml", "<m xmlns=\"\"><o>$1</o></m>", "evaluator=\"json\" expression=\"$.v\""));

        assertThat(json(body)).isEqualTo(found == null ? "<m><o/></m>" : "<m><o>" + found + "</o></m>");
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        deploy(payload("xml", "<m xmlns=\"\" a=\"$1\">$1</m>", "evaluator=\"json\" expression=\"$.v\""));

        assertThat(json("{\"v\":\"a\\u0000\\uffff\\ud800b\"}"))
                .isEqualTo("<m a=\"a\uFFFD\uFFFD\uFFFDb\">a\uFFFD\uFFFD\uFFFDb</m>");
    }

    // ---- others that build XML or JSON of values

    @ParameterizedTest
    @ValueSource(strings = {"soap11", "soap12", "pox"})
    void aFaultSaysTextsAsTexts(String version) {
        String code = !version.equals("soap11")
                ? "<code xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" value=\"s:Receiver\"/>"
                : "<code xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" value=\"s:Server\"/>";
        deploy("<property name=\"p\" expression=\"string(//v)\"/><makefault version=\"" + version + "\">" + code
                + "<reason expression=\"$ctx:p\"/><detail expression=\"$ctx:p\"/></makefault>"
                + "<property name=\"HTTP_SC\" value=\"200\" scope=\"axis2\"/>");
        for (String text : List.of("R&D", "<admin>true</admin>", "US$ 5", "a < b", "$1", "C:\\temp")) {
            String said = soap("<r><v>" + escaped(text) + "</v></r>");
            assertThat(XmlReader.read(said.getBytes(UTF_8))).isNotNull();
            assertThat(said.replace("&gt;", ">")
                            .split(Pattern.quote(escaped(text).replace("&gt;", ">")), -1))
                    .hasSize(version.equals("pox") ? 2 : 3);
            assertThat(said).doesNotContain("<admin>");
        }
    }

    @Test
    void aFaultsDetailCanBeAnElement() {
        deploy(
                "<makefault version=\"soap11\"><code xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" value=\"s:Server\"/>"
                        + "<reason value=\"r\"/><detail expression=\"//v\"/></makefault>"
                        + "<property name=\"HTTP_SC\" value=\"200\" scope=\"axis2\"/>");

        assertThat(soap("<r><v><w a=\"1\"/></v></r>")).contains("<v><w a=\"1\"/></v></detail>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"5\"", "\"x\"", "5"})
    void whatEnrichPutsInThePlaceOfAValueIsThere(String before) {
        deploy(
                "<property name=\"p\" value=\"a &lt; &quot;b&quot; $1\"/><enrich><source type=\"property\" property=\"p\"/>"
                        + "<target xpath=\"json-eval($.v)\"/></enrich><property name=\"messageType\" value=\"application/json\" scope=\"axis2\"/>");

        assertThat(json("{\"v\":" + before + "}")).isEqualTo("{\"v\":\"a < \\\"b\\\" $1\"}");
    }

    @Test
    void aScriptBuildsWhatItsValuesAre() {
        deploy(
                "<script language=\"js\"><![CDATA[var v = mc.getPayloadJSON().v; mc.setPayloadJSON({'m': v});]]></script>");
        for (String value : VALUES) {
            if (!value.contains("e400") && !value.contains("0123") && !value.equals("-1.50")) { // numbers of JavaScript
                assertThat(json("{\"v\":" + value + "}")).isEqualTo("{\"m\":" + value + "}");
            }
        }
        for (String text : texts()) {
            assertThat(json("{\"v\":" + JsonText.quoted(text) + "}"))
                    .isEqualTo("{\"m\":" + JsonText.quoted(text) + "}");
        }
    }

    @Test
    void whatIsInTheFormatBesidesPlacesStays() {
        deploy(payload(
                "xml",
                "<n:m xmlns:n=\"urn:n\" n:a=\"$ $x US$\"><!-- $1 --><n:b>$1</n:b>\n  <c xmlns=\"\">$ $x</c></n:m>",
                "value=\"v\""));

        assertThat(xml("<r/>"))
                .isEqualTo("<n:m xmlns:n=\"urn:n\" n:a=\"$ $x US$\"><!-- $1 --><n:b>v</n:b><c>$ $x</c></n:m>");
    }

    @Test
    void theBodyIsNotReadForArgumentsThatDoNotLookAtIt() {
        deploy(payload("xml", "<m xmlns=\"\">$1</m>", "expression=\"$trp:Host\"", "value=\"x\""));
        FakeExchange call = post("/p", "application/xml", "<r/>");

        assertThat(call(call).body()).isEqualTo("<m>api.example</m>");
        assertThat(call.bodyReads).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    xml  | <m>$2</m>                | payloadFactory: $2 (expected: one of the 1 args)
                    xml  | <m a="$99999999999"/>    | payloadFactory: $99999999999 (expected: one of the 1 args)
                    json | {"a":"$0"}               | payloadFactory: $0 (expected: one of the 1 args)
                    json | {"a":1$1}                | not well-formed JSON
                    xml  | $1                       | payloadFactory: format: no element
                    """)
    void aFormatThatCannotBeFilledIsRefused(String type, String format, String why) {
        assertThatThrownBy(() -> deploy(payload(type, format, "value=\"v\""))).hasMessageContaining(why);
    }
}
