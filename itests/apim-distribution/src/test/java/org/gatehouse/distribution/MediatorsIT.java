package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Synapse's mediators at work, each in an API of its own, called from outside. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MediatorsIT {
    private static final String ORDER = "<order><item><name>tea</name><count>2</count></item><item><name>cake</name>"
            + "<count>1</count></item></order>";

    private final Server server;
    private final Http http = new Http();
    private final Backend backend = new Backend("behind");
    private final List<Path> dropped = new ArrayList<>();

    MediatorsIT(Server server) {
        this.server = server;
    }

    @AfterEach
    void takeAway() throws IOException {
        for (Path file : dropped) {
            Files.deleteIfExists(file);
        }
        dropped.clear();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void xsltMakesAnotherDocument() throws IOException {
        entry("menu", """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                  <xsl:template match="/order"><menu xmlns=""><xsl:apply-templates/></menu></xsl:template>
                  <xsl:template match="item"><dish xmlns="" times="{count}"><xsl:value-of select="name"/></dish></xsl:template>
                </xsl:stylesheet>
                """);
        drop("xslted", "<xslt key=\"menu\"/><respond/>");
        assertThat(post("xslted", ORDER).body())
                .isEqualTo("<menu><dish times=\"2\">tea</dish><dish times=\"1\">cake</dish></menu>");
    }

    @Test
    void aStylesheetReachesNothingOutside() throws IOException {
        entry("curious", """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                  <xsl:template match="/"><out><xsl:copy-of select="document('file:///etc/hostname')"/></out></xsl:template>
                </xsl:stylesheet>
                """);
        drop("curious", "<xslt key=\"curious\"/><respond/>");
        HttpResponse<String> answer = post("curious", ORDER);
        assertThat(answer.body())
                .doesNotContain(Files.readString(Path.of("/etc/hostname")).strip());
    }

    @Test
    void validateTellsGoodFromBad() throws IOException {
        entry("schema", """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:element name="order"><xs:complexType><xs:sequence>
                    <xs:element name="item" maxOccurs="9"><xs:complexType><xs:sequence>
                      <xs:element name="name" type="xs:string"/><xs:element name="count" type="xs:int"/>
                    </xs:sequence></xs:complexType></xs:element>
                  </xs:sequence></xs:complexType></xs:element>
                </xs:schema>
                """);
        drop("validated", """
                <validate><schema key="schema"/><on-fail>
                  <payloadFactory><format><bad xmlns="">no order</bad></format><args/></payloadFactory>
                  <property name="HTTP_SC" value="400" scope="axis2"/><respond/>
                </on-fail></validate>
                <respond/>
                """);
        assertThat(post("validated", ORDER).statusCode()).isEqualTo(200);
        HttpResponse<String> bad = post("validated", ORDER.replace(">2<", ">two<"));
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("no order");
    }

    @Test
    void enrichPutsOnePartIntoAnother() throws IOException {
        drop("enriched", """
                <enrich><source type="inline"><tax xmlns="">3</tax></source><target action="child" xpath="//order"/></enrich>
                <respond/>
                """);
        assertThat(post("enriched", ORDER).body())
                .endsWith("<tax>3</tax></order>")
                .contains("<name>tea</name>");
    }

    @Test
    void switchChoosesByWhatIsInTheBody() throws IOException {
        drop("switched", """
                <switch source="//item[1]/name">
                  <case regex="tea"><property name="X-Chosen" value="hot" scope="transport"/></case>
                  <default><property name="X-Chosen" value="other" scope="transport"/></default>
                </switch>
                <respond/>
                """);
        assertThat(post("switched", ORDER).headers().firstValue("X-Chosen")).contains("hot");
        assertThat(post("switched", ORDER.replace("tea", "ice")).headers().firstValue("X-Chosen"))
                .contains("other");
    }

    @Test
    void payloadFactoryMakesXmlOfWhatItIsGiven() throws IOException {
        drop("made", """
                <payloadFactory><format><m:bill xmlns:m="urn:bill"><m:for>$1</m:for><m:by>$2</m:by></m:bill></format>
                  <args><arg expression="//item[2]/name"/><arg value="Ada"/></args></payloadFactory>
                <respond/>
                """);
        assertThat(post("made", ORDER).body())
                .isEqualTo("<m:bill xmlns:m=\"urn:bill\"><m:for>cake</m:for><m:by>Ada</m:by></m:bill>");
    }

    @Test
    void cloneAsksTwoBackEndsAndAggregateMakesOneAnswer() throws IOException {
        echo("first");
        echo("second");
        drop("gathered", """
                <clone>
                  <target><sequence><send><endpoint><address uri="%1$s/first"/></endpoint></send></sequence></target>
                  <target><sequence><send><endpoint><address uri="%1$s/second"/></endpoint></send></sequence></target>
                </clone>
                """.formatted(base()), """
                <aggregate><completeCondition timeout="10"><messageCount min="2" max="2"/></completeCondition>
                  <onComplete expression="//order/item"><send/></onComplete></aggregate>
                """);
        HttpResponse<String> answer = post("gathered", ORDER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<order>").endsWith("</order>");
        assertThat(answer.body().split("<item>", -1)).as(answer.body()).hasSize(5);
    }

    @Test
    void iterateAsksOnceForEachPart() throws IOException {
        echo("parts");
        drop("iterated", """
                <iterate preservePayload="true" attachPath="//order" expression="//order/item" id="items"><target><sequence>
                  <send><endpoint><address uri="%s/parts"/></endpoint></send>
                </sequence></target></iterate>
                """.formatted(base()), """
                <aggregate id="items"><completeCondition timeout="10"><messageCount min="2" max="2"/></completeCondition>
                  <onComplete expression="//order/item"><send/></onComplete></aggregate>
                """);
        HttpResponse<String> answer = post("iterated", ORDER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("<name>tea</name>", "<name>cake</name>");
    }

    @Test
    void throttleLetsPassWhatItsPolicySays() throws IOException {
        drop("throttled", """
                <throttle id="A">
                  <policy><wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"
                      xmlns:t="http://www.wso2.org/products/wso2commons/throttle"><t:MediatorThrottleAssertion>
                    <wsp:Policy><t:ID t:type="IP">10.0.0.1-10.0.0.9</t:ID><wsp:Policy><t:Deny/></wsp:Policy></wsp:Policy>
                    <wsp:Policy><t:ID t:type="IP">other</t:ID><wsp:Policy><t:Control><wsp:Policy>
                      <t:MaximumCount>3</t:MaximumCount><t:UnitTime>600000</t:UnitTime>
                    </wsp:Policy></t:Control></wsp:Policy></wsp:Policy>
                  </t:MediatorThrottleAssertion></wsp:Policy></policy>
                  <onReject><property name="HTTP_SC" value="503" scope="axis2"/><respond/></onReject>
                </throttle>
                <send><endpoint><http uri-template="%s"/></endpoint></send>
                """.formatted(backend.address()));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(post("throttled", ORDER).statusCode());
        }
        assertThat(statuses).containsExactly(200, 200, 200, 503, 503);
    }

    @Test
    void mediatorsThatWaitDoNotHoldUpOtherApis() throws IOException {
        drop(
                "waits",
                "<call><endpoint><http uri-template=\"%s/held\"/></endpoint></call><respond/>"
                        .formatted(backend.address()));
        drop("passes", "<send><endpoint><http uri-template=\"%s\"/></endpoint></send>".formatted(backend.address()));
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            waiting.add(http.status(url("waits")));
        }
        backend.awaitHeldCall();
        Http other = new Http();
        for (int i = 0; i < 50; i++) {
            long begun = System.nanoTime();
            assertThat(other.get(url("passes")).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        backend.stopHolding();
        assertThat(waiting).allSatisfy(call -> assertThat(call.join()).isEqualTo(200));
    }

    private HttpResponse<String> post(String name, String body) {
        return http.send(Http.request(url(name), "Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** An API that answers with what it is sent. */
    private void echo(String name) throws IOException {
        drop(name, "<respond/>");
    }

    private void drop(String name, String in) throws IOException {
        drop(name, in, "");
    }

    private void drop(String name, String in, String out) throws IOException {
        dropped.add(server.drop(name, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET POST" url-mapping="/*" faultSequence="fault">
                    <inSequence>%2$s</inSequence>
                    <outSequence>%3$s</outSequence>
                  </resource>
                </api>
                """.formatted(name, in, out.isEmpty() ? "<send/>" : out)));
    }

    private void entry(String key, String content) throws IOException {
        Path file = server.synapse("local-entries").resolve(key + ".xml");
        Files.writeString(
                file,
                "<localEntry xmlns=\"http://ws.apache.org/ns/synapse\" key=\"" + key + "\">" + content
                        + "</localEntry>");
        dropped.add(file);
        Eventually.within(
                Duration.ofSeconds(10), key + " is there", () -> server.log().contains(key + " is deployed from"));
    }

    private String base() {
        return "http://localhost:" + server.gateway();
    }

    private String url(String name) {
        return base() + "/" + name + "/x";
    }
}
