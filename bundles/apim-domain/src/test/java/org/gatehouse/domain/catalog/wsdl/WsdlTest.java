package org.gatehouse.domain.catalog.wsdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.domain.catalog.wsdl.WsdlPort.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WsdlTest {
    private static final String ONE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Written by hand. -->
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
                xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:h="http://schemas.xmlsoap.org/wsdl/http/"
                xmlns:t="urn:quotes" xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:quotes">
              <wsdl:documentation>What a  share
                costs: größer</wsdl:documentation>
              <wsdl:import namespace="urn:more" location="more.wsdl"/>
              <wsdl:types><x:schema targetNamespace="urn:quotes"><x:import namespace="urn:a" schemaLocation="a.xsd"/>
                <x:include schemaLocation="http://h/b.xsd"/><x:element name="symbol" type="x:string"/></x:schema></wsdl:types>
              <wsdl:message name="Ask"><wsdl:part name="in" element="t:symbol"/></wsdl:message>
              <wsdl:portType name="Quotes"><wsdl:operation name="last"><wsdl:input message="t:Ask"/></wsdl:operation>
                <wsdl:operation name="all"/></wsdl:portType>
              <wsdl:binding name="Plain" type="t:Quotes"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>
                <wsdl:operation name="last"><s:operation soapAction="urn:last"/></wsdl:operation></wsdl:binding>
              <wsdl:binding name="Twelve" type="t:Quotes"><s12:binding/></wsdl:binding>
              <wsdl:service name="QuoteService">
                <wsdl:documentation>Not the whole.</wsdl:documentation>
                <wsdl:port name="Get" binding="t:None"><h:address location="http://back/get"/></wsdl:port>
                <wsdl:port name="Twelve" binding="t:Twelve"><s12:address location="https://back/quotes12"/></wsdl:port>
                <wsdl:port name="Plain" binding="t:Plain"><s:address location="http://back/quotes?a=1&amp;b=2"/></wsdl:port>
                <wsdl:port name="Queue" binding="t:Plain"><s:address location="jms:queue"/></wsdl:port>
                <wsdl:port name="Nowhere" binding="t:Plain"/>
              </wsdl:service>
            </wsdl:definitions>
            """;
    private static final String TWO = """
            <description xmlns="http://www.w3.org/ns/wsdl" xmlns:t="urn:q" xmlns:w="http://www.w3.org/ns/wsdl/soap">
              <documentation>Two.</documentation>
              <include location="types.wsdl"/>
              <interface name="Quotes"><operation name="last"/><operation name="all"/></interface>
              <binding name="B12" interface="t:Quotes" type="http://www.w3.org/ns/wsdl/soap"><operation ref="t:last"/></binding>
              <binding name="B11" interface="t:Quotes" type="http://www.w3.org/ns/wsdl/soap" w:version="1.1"/>
              <binding name="H" interface="t:Quotes" type="http://www.w3.org/ns/wsdl/http"/>
              <service name="Q" interface="t:Quotes">
                <endpoint name="h" binding="t:H" address="http://back/h"/>
                <endpoint name="e12" binding="t:B12" address="https://back/e12"/>
                <endpoint name="e11" binding="t:B11" address="http://back/e11"/>
              </service>
            </description>
            """;

    @Test
    void whatOneSays() {
        Wsdl wsdl = Wsdl.of(ONE);
        assertThat(wsdl.version()).isEqualTo(Wsdl.Version.ONE);
        assertThat(wsdl.name()).isEqualTo("QuoteService");
        assertThat(wsdl.description()).isEqualTo("What a share costs: größer");
        assertThat(wsdl.elsewhere()).containsExactly("more.wsdl", "a.xsd", "http://h/b.xsd");
        assertThat(wsdl.ports())
                .containsExactly(
                        new WsdlPort("QuoteService", "Get", Protocol.HTTP, "http://back/get", List.of()),
                        new WsdlPort(
                                "QuoteService",
                                "Twelve",
                                Protocol.SOAP_12,
                                "https://back/quotes12",
                                List.of("last", "all")),
                        new WsdlPort(
                                "QuoteService",
                                "Plain",
                                Protocol.SOAP_11,
                                "http://back/quotes?a=1&b=2",
                                List.of("last")),
                        new WsdlPort("QuoteService", "Queue", Protocol.SOAP_11, "jms:queue", List.of("last")),
                        new WsdlPort("QuoteService", "Nowhere", Protocol.OTHER, "", List.of("last")));
        assertThat(wsdl.suggested().orElseThrow().name()).isEqualTo("Twelve");
    }

    @Test
    void whatTwoSays() {
        Wsdl wsdl = Wsdl.of(TWO);
        assertThat(wsdl.version()).isEqualTo(Wsdl.Version.TWO);
        assertThat(wsdl.name()).isEqualTo("Q");
        assertThat(wsdl.description()).isEqualTo("Two.");
        assertThat(wsdl.elsewhere()).containsExactly("types.wsdl");
        assertThat(wsdl.ports())
                .containsExactly(
                        new WsdlPort("Q", "h", Protocol.HTTP, "http://back/h", List.of("last", "all")),
                        new WsdlPort("Q", "e12", Protocol.SOAP_12, "https://back/e12", List.of("last", "all")),
                        new WsdlPort("Q", "e11", Protocol.SOAP_11, "http://back/e11", List.of("last", "all")));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16", "ISO-8859-1"})
    void inTheCharsetThatItSays(String charset) {
        String said = ONE.replace("UTF-8", charset);
        Wsdl wsdl = Wsdl.of(said.getBytes(Charset.forName(charset)));
        assertThat(wsdl.description()).contains("größer");
        assertThat(wsdl.text()).contains("größer");
        assertThat(Wsdl.of(said).description()).as("as characters").contains("größer");
        assertThat(new String(Wsdl.of(said).bytes(), StandardCharsets.UTF_8)).contains("encoding=\"UTF-8\"", "größer");
        assertThat(wsdl.at(List.of("https://gw/q")).text()).contains("größer");
    }

    @Test
    void forCallersItsServicesAreElsewhere() {
        Wsdl there = Wsdl.of(ONE).at(List.of("https://gw:8243/q/1?x=1&y=2", "http://gw:8280/q/1"));
        assertThat(there.ports())
                .extracting(WsdlPort::address)
                .containsExactly(
                        "http://gw:8280/q/1",
                        "https://gw:8243/q/1?x=1&y=2",
                        "http://gw:8280/q/1",
                        "https://gw:8243/q/1?x=1&y=2",
                        "");
        assertThat(there.text())
                .doesNotContain("back/")
                .contains("<!-- Written by hand. -->", "soapAction=\"urn:last\"", "element=\"t:symbol\"");
        assertThat(Wsdl.of(TWO).at(List.of("http://gw/q")).ports())
                .extracting(WsdlPort::address)
                .containsOnly("http://gw/q");
        assertThat(Wsdl.of(ONE).at(List.of()).text()).isEqualTo(ONE.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <a/>                                                             | WSDL: line 1: element a without a namespace (expected: definitions of http://schemas.xmlsoap.org/wsdl/, or description of http://www.w3.org/ns/wsdl)
            <description xmlns="urn:a"/>                                     | WSDL: line 1: element description of urn:a (expected: definitions of http://schemas.xmlsoap.org/wsdl/, or description of http://www.w3.org/ns/wsdl)
            <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a> | WSDL: line 1: a document type (expected: none)
            <definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><types>    | WSDL: line 1: not well-formed: XML document structures must start and end within the same entity.
            <definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/><b/>      | WSDL: line 1: not well-formed: The markup in the document following the root element must be well-formed.
            swagger: 2                                                       | WSDL: line 1: not well-formed: Content is not allowed in prolog.
            """)
    void whatIsNone(String text, String told) {
        assertThatThrownBy(() -> Wsdl.of(text))
                .isInstanceOf(MalformedWsdl.class)
                .hasMessage(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "<", "\uFEFF"})
    void norIsNothing(String text) {
        assertThatThrownBy(() -> Wsdl.of(text)).isInstanceOf(MalformedWsdl.class);
        assertThat(Wsdl.begins(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void whatIsTooMuch() {
        assertThatThrownBy(() -> Wsdl.of(new byte[Wsdl.MAX_BYTES + 1]))
                .isInstanceOf(MalformedWsdl.class)
                .hasMessageContaining("expected: at most 4194304");
        String deep = "<definitions xmlns='" + WsdlReader.ONE + "'>" + "<a>".repeat(200);
        assertThatThrownBy(() -> Wsdl.of(deep)).isInstanceOf(MalformedWsdl.class);
        String ports = "<definitions xmlns='" + WsdlReader.ONE + "'><service name='s'>"
                + "<port name='p'/>".repeat(1001) + "</service></definitions>";
        assertThatThrownBy(() -> Wsdl.of(ports))
                .hasMessageContaining("more than 1000 ports")
                .extracting(refused -> ((MalformedWsdl) refused).line())
                .isEqualTo(1);
        String operations = "<definitions xmlns='" + WsdlReader.ONE + "'><portType name='s'>"
                + "<operation name='p'/>".repeat(10_001) + "</portType></definitions>";
        assertThatThrownBy(() -> Wsdl.of(operations)).hasMessageContaining("more than 10000 operations");
    }

    @Test
    void oneWithoutServicesIsOne() {
        Wsdl wsdl = Wsdl.of("<definitions name='Types' xmlns='http://schemas.xmlsoap.org/wsdl/'/>");
        assertThat(wsdl.name()).isEqualTo("Types");
        assertThat(wsdl.ports()).isEmpty();
        assertThat(wsdl.suggested()).isEmpty();
    }
}
