package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients send arrives in the payloads that sequences make of it: the same values, and nothing of them markup. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PayloadsIT {
    private final Server server;
    private final Http http = new Http();
    private Path file;

    PayloadsIT(Server server) {
        this.server = server;
    }

    @BeforeAll
    void deploy() throws IOException {
        file = server.drop("api", "payloads", """
                <api xmlns="http://ws.apache.org/ns/synapse" name="payloads" context="/payloads">
                  <resource methods="POST" url-mapping="/json" faultSequence="fault"><inSequence>
                    <payloadFactory media-type="json">
                      <format>{"raw":$1,"whole":"$1","within":"Hello $1!","field":"$2"}</format>
                      <args><arg evaluator="json" expression="$.v"/><arg expression="$trp:X-V"/></args>
                    </payloadFactory><respond/>
                  </inSequence></resource>
                  <resource methods="POST" url-mapping="/xml" faultSequence="fault"><inSequence>
                    <payloadFactory>
                      <format><m xmlns="" a="$1"><t>$1</t><e>$2</e><f>$3</f></m></format>
                      <args><arg expression="//v/text()"/><arg expression="//v"/><arg expression="$trp:X-V"/></args>
                    </payloadFactory><respond/>
                  </inSequence></resource>
                </api>""");
        Eventually.within(
                Duration.ofSeconds(10),
                "payloads is deployed",
                () -> post("json", "application/json", "{}").statusCode() == 200);
    }

    @AfterAll
    void remove() throws IOException {
        Files.delete(file);
    }

    private HttpResponse<String> post(String path, String type, String body) {
        return http.send(Http.request(
                        "http://localhost:" + server.gateway() + "/payloads/" + path,
                        "Content-Type",
                        type,
                        "X-V",
                        "a<b & $1 \"c\"\\")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    null                | "null"
                    true                | "true"
                    -1.50               | "-1.50"
                    []                  | "[]"
                    {}                  | "{}"
                    [1]                 | "[1]"
                    {"a":[null]}        | "{\\"a\\":[null]}"
                    ""                  | ""
                    "5"                 | "5"
                    "Ann"               | "Ann"
                    "say \\"hi\\" $1 \\\\" | "say \\"hi\\" $1 \\\\"
                    """)
    void inJson(String value, String text) {
        HttpResponse<String> answer = post("json", "application/json", "{\"v\":" + value + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"raw\":" + value + ",\"whole\":" + text + ",\"within\":\"Hello "
                        + text.substring(1, text.length() - 1)
                        + "!\",\"field\":\"a<b & $1 \\\"c\\\"\\\\\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    <v>R&amp;D</v>                           | R&amp;D                       | R&amp;D
                    <v>&lt;admin&gt;true&lt;/admin&gt;</v>   | &lt;admin&gt;true&lt;/admin&gt; | &lt;admin&gt;true&lt;/admin&gt;
                    <v>&amp;amp;</v>                         | &amp;amp;                     | &amp;amp;
                    <v>US$ 5 $1 ${x} C:\\temp</v>             | US$ 5 $1 ${x} C:\\temp         | US$ 5 $1 ${x} C:\\temp
                    <v a="1">x<w/></v>                       | x                             | <v a="1">x<w/></v>
                    """)
    void inXml(String value, String text, String element) {
        HttpResponse<String> answer = post("xml", "application/xml", "<r>" + value + "</r>");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().replace("&gt;", ">"))
                .isEqualTo(("<m a=\"" + text + "\"><t>" + text + "</t><e>" + element
                                + "</e><f>a&lt;b &amp; $1 \"c\"\\</f></m>")
                        .replace("&gt;", ">"));
    }
}
