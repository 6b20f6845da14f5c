package org.gatehouse.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RemoteGatewayTest {
    private SoapServer server;
    private RemoteGateway gateway;

    @BeforeEach
    void start() throws Exception {
        server = new SoapServer();
        gateway = new RemoteGateway(server.client("me", "secret"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** It has those, under their names, with an {@code <api>} each. */
    private void has(Map<String, String> apis) {
        server.answers("getApiByName", one -> {
            String name = one.text("apiName");
            return apis.containsKey(name) ? List.of("<name>" + name + "</name>") : List.of();
        });
        server.answers("getApiSource", one -> List.of("&lt;api name='" + apis.get(one.text("name")) + "'/&gt;"));
        server.answers("addApiFromString", one -> {
            apis.put(one.text("apiData"), "added");
            return List.of("true");
        });
        server.answers("updateApiFromString", one -> {
            apis.put(one.text("apiName"), one.text("apiData"));
            return List.of("true");
        });
        server.answers("deleteApi", one -> {
            apis.remove(one.text("apiName"));
            return List.of("true");
        });
    }

    @Test
    void whatIsThereIsUpdatedAndWhatIsNotIsAdded() {
        Map<String, String> apis = new LinkedHashMap<>(Map.of("old", "1"));
        has(apis);

        gateway.put("old", "2");
        gateway.put("new", "new");

        assertThat(apis).containsExactlyInAnyOrderEntriesOf(Map.of("old", "2", "new", "added"));
    }

    @Test
    void whatWasDeployedIsFound() {
        has(new LinkedHashMap<>(Map.of("old", "1")));

        assertThat(gateway.find("old")).contains("<api name='1'/>");
        assertThat(gateway.find("new")).isEmpty();
    }

    @Test
    void onlyWhatIsThereIsRemoved() {
        Map<String, String> apis = new LinkedHashMap<>(Map.of("old", "1"));
        has(apis);

        gateway.remove("new");
        assertThat(server.operations()).doesNotContain("deleteApi");
        gateway.remove("old");
        assertThat(apis).isEmpty();
    }

    @Test
    void whatWasPutGoesBackIfOneIsRefused() {
        Map<String, String> apis = new LinkedHashMap<>(Map.of("a", "1"));
        has(apis);
        server.refuses("addApiFromString", "The context is taken");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("a", "2");
        all.put("b", "3");

        assertThatThrownBy(() -> gateway.putAll(all))
                .isInstanceOf(Invalid.class)
                .hasMessage("The context is taken");
        assertThat(apis).isEqualTo(Map.of("a", "<api name='1'/>"));
    }

    @Test
    void namesAreInOrder() {
        server.answers("getApiNames", one -> List.of("b", "a", "c"));
        assertThat(gateway.names()).containsExactly("a", "b", "c");
    }

    @Test
    void aSequenceIsSavedOrAddedAndFoundAsXml() {
        server.answers(
                "isExistingSequence",
                one -> List.of(Boolean.toString(one.text("sequenceName").equals("there"))));
        server.answers("getSequence", one -> List.of("<sequence xmlns='urn:s' name='there'><log/></sequence>"));
        server.answers("saveSequence", one -> List.of()).answers("addSequence", one -> List.of());

        assertThat(gateway.findSequence("there"))
                .contains("<sequence xmlns=\"urn:s\" name=\"there\"><log/></sequence>");
        assertThat(gateway.findSequence("gone")).isEmpty();
        gateway.putSequence("there", "<sequence xmlns='urn:s'/>");
        gateway.putSequence("gone", "<sequence xmlns='urn:s'/>");
        assertThat(server.operations()).containsOnlyOnce("saveSequence", "addSequence");
        assertThat(server.asked()
                        .get(server.asked().size() - 1)
                        .envelope()
                        .getElementsByTagNameNS("urn:s", "sequence")
                        .getLength())
                .isEqualTo(1);
    }

    @Test
    void textArrivesAsItWasGiven() {
        String text = "<a b=\"c\">&amp; ü € \uD83D\uDE00\r\n\t</a>";
        server.answers("getApiByName", one -> List.of()).answers("addApiFromString", one -> List.of("true"));

        gateway.put("new", text);

        assertThat(server.asked().get(1).text("apiData")).isEqualTo(text);
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        server.answers("getApiByName", one -> List.of());
        gateway.find("a\u0000b\uFFFFc");
        assertThat(server.asked().get(0).text("apiName")).isEqualTo("a\uFFFDb\uFFFDc");
    }

    // ---- who is let in, and what goes wrong

    @Test
    void theNamedUserIsTriedFirstAndThenThePart() {
        server.answers("getApiNames", one -> List.of()).lets(login -> login.startsWith("Gatehouse "));

        assertThat(gateway.names()).isEmpty();
        assertThat(gateway.names()).isEmpty();

        assertThat(server.logins()).hasSize(3);
        assertThat(server.logins().get(0)).startsWith("Basic ");
        assertThat(server.logins().subList(1, 3)).allMatch(login -> login.startsWith("Gatehouse "));
    }

    @Test
    void theShippedAccountSaysNothingOfTheOtherServer() {
        server.answers("getApiNames", one -> List.of());
        new RemoteGateway(server.client("admin", "admin")).names();
        assertThat(server.logins()).singleElement().asString().startsWith("Gatehouse ");
    }

    @Test
    void whoIsNotLetInIsToldAsWhom() {
        server.lets(login -> false);
        assertThatThrownBy(gateway::names)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("The gateway of Elsewhere lets in neither the user me nor a part")
                .hasMessageNotContaining("secret\"");
        assertThat(server.logins()).hasSize(2);
    }

    @Test
    void accessDeniedIsNotLetInEvenAsAFault() {
        server.refuses("getApiNames", "Access Denied. Please login first");
        assertThatThrownBy(gateway::names).isInstanceOf(Unavailable.class).hasMessageContaining("lets in neither");
    }

    @Test
    void whatIsNoSoapIsToldWithItsStatus() {
        server.says("getApiNames", 502, "<html><body>Bad gateway");
        assertThatThrownBy(gateway::names)
                .isInstanceOf(Unavailable.class)
                .hasMessage("The gateway of Elsewhere answered getApiNames with status 502, not with SOAP");
    }

    /** In whatever shape: it is no refusal, and is asked again. */
    @Test
    void oneWhoseServicesAreNotThereYetIsNotReached() {
        server.says(
                "getApiNames",
                503,
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>"
                        + "<faultstring>Not available right now. Try again later</faultstring></s:Fault></s:Body></s:Envelope>");
        assertThatThrownBy(gateway::names)
                .isInstanceOf(Unavailable.class)
                .hasMessageMatching("The gateway of Elsewhere has no \\w+ at the moment \\(status 503\\)");
    }

    @Test
    void anAnswerWithADocumentTypeIsNotRead() {
        server.says("getApiNames", 200, "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>");
        assertThatThrownBy(gateway::names).isInstanceOf(Unavailable.class).hasMessageContaining("not with SOAP");
    }

    @Test
    void whoDoesNotListenIsToldByHisAddress() {
        int port = server.port();
        server.close();
        assertThatThrownBy(gateway::names)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("cannot be reached at 127.0.0.1:" + port);
    }
}
