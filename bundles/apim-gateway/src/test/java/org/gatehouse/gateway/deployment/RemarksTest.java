package org.gatehouse.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatehouse.gateway.mediation.backend.BalancedGroup;
import org.gatehouse.gateway.mediation.backend.SessionEndpoint;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.BackendTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file asks for in vain, and is deployed without. */
class RemarksTest {
    private static final String MEMBER = "<endpoint><address uri=\"http://a\"/></endpoint>";

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

    private Artefact build(String content) {
        return build(Kind.ENDPOINT, "endpoint", content);
    }

    private Artefact build(Kind kind, String element, String content) {
        String xml = "<" + element + " xmlns=\"http://ws.apache.org/ns/synapse\" name=\"e\">\n" + content + "</"
                + element + ">";
        return new ArtefactBuilder(
                        gateway.plugins,
                        new Documents(root, true, () -> BackendTls.PLATFORM),
                        gateway.mediation.synapse())
                .build(kind, xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sessionsOfCookiesAreFollowed() {
        Artefact built = build("<session type=\"http\"/><loadbalance>" + MEMBER + "</loadbalance>");
        assertThat(built.built()).isInstanceOf(SessionEndpoint.class);
        assertThat(built.remarks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soap", "simpleClientSession"})
    void thoseOfEnvelopesAreRemarkedUponAndLoadIsShared(String type) {
        Artefact built = build("<session type=\"" + type + "\"/><loadbalance>" + MEMBER + "</loadbalance>");
        assertThat(built.built()).isExactlyInstanceOf(BalancedGroup.class);
        assertThat(built.remarks())
                .containsExactly("line 2: session: type: " + type
                        + " is not followed, and load is shared without it (expected: http)");
    }

    @Test
    void othersAreRefused() {
        assertThatThrownBy(() -> build("<session type=\"other\"/><loadbalance>" + MEMBER + "</loadbalance>"))
                .isInstanceOf(Refused.class)
                .hasMessage("session: type: other (expected: http)");
        assertThatThrownBy(() -> build("<session type=\"http\"/><failover>" + MEMBER + "</failover>"))
                .hasMessage("session (expected: a loadbalance beside it)");
        assertThatThrownBy(() -> build("<failover><endpoint><session type=\"http\"/><loadbalance>" + MEMBER
                        + "</loadbalance></endpoint></failover>"))
                .hasMessage("session (expected: at the outermost group only)");
    }

    @Test
    void whatAProxyAsksForInVainIsRemarkedUpon() {
        Artefact built = build(
                Kind.PROXY,
                "proxy",
                "<target endpoint=\"e\"/><publishWSDL uri=\"http://a/s.wsdl\">\n<resource location=\"l\" key=\"k\"/></publishWSDL>\n"
                        + "<parameter name=\"disableOperationValidation\">true</parameter>"
                        + "<parameter name=\"gatehouse.body.bytes\">10</parameter>");
        assertThat(built.remarks())
                .containsExactlyInAnyOrder(
                        "line 2: publishWSDL: http://a/s.wsdl is not published (expected: the WSDL itself, a key, or a uri"
                                + " that begins with file:)",
                        "line 3: publishWSDL: resource has no effect: what a WSDL imports is not published with it",
                        "line 4: parameter: disableOperationValidation has no effect: there are no services of Axis2"
                                + " (expected: gatehouse.body.bytes)");
    }
}
