package org.gatehouse.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.synapse.SynapseException;
import org.gatehouse.gateway.mediation.message.XmlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through mediation as XML comes out as the JSON that it was. */
final class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":\"1\",\"c\":true,\"d\":\"true\",\"e\":null,\"f\":\"null\",\"g\":\"\"}",
                "{\"n\":[1,2.50,-3e7,12345678901234567890,\"007\",7]}",
                "{\"one\":[\"x\"],\"none\":[],\"nested\":[[1,2],[],[3]],\"objects\":[{\"a\":1},{}]}",
                "{\"empty\":{},\"deep\":{\"er\":{\"est\":[]}}}",
                "[]",
                "[1,\"two\",null,{\"three\":3}]",
                "[[1],[2,[3]]]",
                "{}",
                "\"text\"",
                "17",
                "null",
                "{\"a b\":1,\"1st\":2,\"$ref\":3,\"\":4,\"x:y\":5,\"_x0041_\":6,\"_JsonReader_PS_\":7,\"ключ\":8,\"-\":9}",
                "{\"quote\":\"say \\\"hi\\\" \\\\ \\n\",\"space\":\"  kept  \"}",
                "{\"$\":\"dollar\",\"@at\":\"sign\"}",
                "{\"jsonElement\":1,\"jsonObject\":{\"jsonArray\":[2]}}"
            })
    void jsonComesBackAsItWas(String json) {
        assertThat(JsonWriter.write(JsonReader.read(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    {"a":1}                 | <jsonObject><a>1</a></jsonObject>
                    {"a":[1,2]}             | <jsonObject><?xml-multiple a?><a>1</a><a>2</a></jsonObject>
                    [1]                     | <jsonArray><?xml-multiple jsonElement?><jsonElement>1</jsonElement></jsonArray>
                    {"1a":{"$b":"c"}}       | <jsonObject><_JsonReader_PD_1a><_JsonReader_PS_b>c</_JsonReader_PS_b></_JsonReader_PD_1a></jsonObject>
                    """)
    void mediatorsSeeTheLayoutOfTheOriginal(String json, String xml) {
        // Axiom puts one more blank into instructions.
        assertThat(JsonReader.read(json).toString().replace("multiple  ", "multiple "))
                .isEqualTo(xml);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    <a><b>1</b><b>x</b></a>                                    | {"a":{"b":[1,"x"]}}
                    <n:a xmlns:n="urn:n" k="v"><n:b>007</n:b></n:a>             | {"a":{"@k":"v","b":"007"}}
                    <a k="v">text</a>                                           | {"a":{"@k":"v","$":"text"}}
                    <am:fault xmlns:am="urn:x"><am:code>404</am:code></am:fault> | {"fault":{"code":404}}
                    """)
    void anyXmlBecomesJson(String xml, String json) {
        assertThat(JsonWriter.write(XmlReader.read(xml.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    $                 | $body/*[1]
                    $.a.b             | $body/*[1]/a/b
                    $['a b'][0].c     | $body/*[1]/a_x0020_b[1]/c
                    $[2]["x"]         | $body/*[1]/jsonElement[3]/x
                    $.a[0][1]         | $body/*[1]/a[1]/jsonElement[2]
                    $..id             | $body/*[1]//id
                    $.a[*].b          | $body/*[1]/a/b
                    """)
    void pathsAreXPathIntoTheLayout(String path, String xpath) {
        assertThat(JsonPath.of(path).xpath()).isEqualTo(xpath);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "$.a[?(@.b)]", "$a", "$.a[", "$.", "$.a]"})
    void aPathWithMoreInItIsRefused(String path) {
        assertThatThrownBy(() -> JsonPath.of(path)).hasMessageContaining("expected: $ and then");
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> JsonReader.read("{\"a\":\n 1,}"))
                .isInstanceOf(SynapseException.class)
                .hasMessageContaining("not well-formed JSON: line 2");
        assertThatThrownBy(() -> JsonReader.read("{} {}")).hasMessageContaining("follows the end");
        assertThatThrownBy(() -> JsonReader.read("")).hasMessageContaining("nothing");
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).isInstanceOf(SynapseException.class);
    }
}
