package org.gatehouse.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.testing.FakeExchange.get;
import static org.gatehouse.gateway.testing.FakeExchange.post;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.gatehouse.domain.Invalid;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.BackendTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deployed, and what is sent to it, opens nothing outside: a server listens, and a file has a secret. */
class ReachTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String SECRET = "b93800d2-the-secret-of-this-test";

    @TempDir
    Path root;

    private Path secret;
    private HttpServer server;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, String> served = new LinkedHashMap<>();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        secret = Files.createDirectories(root.resolve("repository/resources/security"))
                .resolve("token.secret");
        Files.writeString(secret, SECRET);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String target = exchange.getRequestURI().toString();
            asked.add(target);
            String[] document = served.getOrDefault(target, "404 <r/>").split(" ", 2);
            int status = document[0].matches("[1-5]\\d\\d") ? Integer.parseInt(document[0]) : 200;
            String text = status == 200 ? served.getOrDefault(target, "") : document[1];
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", text);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        server.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String api(String in) {
        return "<api " + NS
                + " name=\"a\" context=\"/a\"><resource methods=\"GET POST\" url-mapping=\"/*\"><inSequence>" + in
                + "</inSequence><outSequence><send/></outSequence></resource></api>";
    }

    /** What deploying says; empty if it is deployed. */
    private String deploy(String in) {
        try {
            gateway.deployment.put("a", api(in));
            return "";
        } catch (Invalid refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private void entry(String key, String content) throws IOException {
        gateway.close();
        TestGateway.write(root, "local-entries/" + key + ".xml", content);
        gateway = new TestGateway(root);
    }

    private FakeExchange.Reply call(String type, String body) {
        return gateway.serve(
                (body.isEmpty() ? get("/a/x") : post("/a/x", type, body)).backend(200, "text/plain", "here"));
    }

    private void nothingCame(String where, String said) {
        assertThat(asked).as(where).isEmpty();
        assertThat(said).as(where).doesNotContain(SECRET);
    }

    private Stream<String> documentTypes(String root) {
        return Stream.of(
                "<!DOCTYPE " + root + " SYSTEM \"" + at("/dtd") + "\">",
                "<!DOCTYPE " + root + " [<!ENTITY % p SYSTEM \"" + at("/p") + "\"> %p;]>",
                "<!DOCTYPE " + root + " [<!ENTITY x SYSTEM \"" + at("/x") + "\">]>",
                "<!DOCTYPE " + root + " [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
                "<!DOCTYPE " + root + " [<!ENTITY x \"y\">]>");
    }

    @Test
    void artefactsHaveNoDocumentType() {
        for (String type : documentTypes("api").toList()) {
            Assertions.assertThatThrownBy(() -> gateway.deployment.put(
                            "a", type + api("<log><property name=\"p\" value=\"v\"/></log><respond/>")))
                    .as(type)
                    .isInstanceOf(Invalid.class);
            Assertions.assertThatThrownBy(() -> gateway.deployment.putSequence(
                            "s", type + "<sequence " + NS + " name=\"s\"><respond/></sequence>"))
                    .as(type)
                    .isInstanceOf(Invalid.class);
            nothingCame(type, "");
        }
    }

    @Test
    void messagesHaveNoDocumentType() {
        for (String mediator : List.of(
                "<log level=\"full\"/><respond/>",
                "<property name=\"p\" expression=\"//*\"/><payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg expression=\"$ctx:p\"/></args></payloadFactory><respond/>",
                "<script language=\"js\">mc.setPayloadXML(mc.getPayloadXML());</script><respond/>")) {
            deploy(mediator);
            for (String type : documentTypes("a").toList()) {
                FakeExchange.Reply said = call("application/xml", type + "<a>&x;</a>");
                assertThat(said.status()).as(type).isEqualTo(400);
                nothingCame(mediator + type, said.body());
            }
        }
    }

    /** Texts that some mediator reads as XML. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<property name=\"p\" expression=\"string(//t)\" type=\"OM\"/><payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg expression=\"$ctx:p\"/></args></payloadFactory><respond/>",
                "<payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg expression=\"string(//t)\"/></args></payloadFactory><respond/>",
                "<property name=\"p\" expression=\"string(//t)\"/><enrich><source type=\"property\" property=\"p\"/><target type=\"body\"/></enrich><respond/>",
                "<script language=\"js\">mc.setPayloadXML(String(mc.getPayloadJSON().t));</script><respond/>",
                "<script language=\"js\">mc.setPayloadXML(new XML(String(mc.getPayloadJSON().t)));</script><respond/>"
            })
    void textsThatBecomeXmlHaveNoDocumentType(String mediators) {
        assertThat(deploy(mediators)).isEmpty();
        for (String type : documentTypes("a").toList()) {
            String text = (type + "<a>&x;</a>").replace("\"", "\\\"");
            nothingCame(
                    mediators + type,
                    call("application/json", "{\"t\":\"" + text + "\"}").body());
        }
    }

    @Test
    void expressionsReadNothing() {
        for (String address :
                List.of(at("/document"), secret.toString(), secret.toUri().toString())) {
            for (String expression : List.of(
                    "document('" + address + "')",
                    "string(document('" + address + "'))",
                    "evaluate(concat('docu','ment(&quot;" + address + "&quot;)'))")) {
                deploy("<property name=\"p\" expression=\"" + expression + "\"/>"
                        + "<payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg expression=\"" + expression
                        + "\"/></args></payloadFactory><respond/>");
                nothingCame(expression, call("application/xml", "<a/>").body());
            }
        }
    }

    private static String stylesheet(String content) {
        return "<localEntry " + NS
                + " key=\"style\"><xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" "
                + "xmlns:rt=\"http://xml.apache.org/xalan/java/java.lang.System\" xmlns:re=\"http://xml.apache.org/xalan/redirect\" "
                + "extension-element-prefixes=\"re\">" + content + "</xsl:stylesheet></localEntry>";
    }

    @Test
    void stylesheetsReadNothingAndCallNothing() throws Exception {
        Path written = root.resolve("written.txt");
        for (String content : List.of(
                "<xsl:import href=\"" + at("/import") + "\"/>",
                "<xsl:include href=\"" + at("/include") + "\"/>",
                "<xsl:import href=\"" + secret.toUri() + "\"/>",
                "<xsl:template match=\"/\"><r><xsl:copy-of select=\"document('" + at("/document")
                        + "')\"/></r></xsl:template>",
                "<xsl:template match=\"/\"><r><xsl:value-of select=\"document('" + secret.toUri()
                        + "')\"/></r></xsl:template>",
                "<xsl:template match=\"/\"><r><xsl:value-of select=\"rt:getProperty('user.home')\"/></r></xsl:template>",
                "<xsl:template match=\"/\"><re:write file=\"" + written + "\"><r/></re:write></xsl:template>")) {
            entry("style", stylesheet(content));
            assertThat(deploy("<xslt key=\"style\"/><respond/>")).isEmpty();
            FakeExchange.Reply said = call("application/xml", "<a/>");
            nothingCame(content, said.body());
            assertThat(said.body()).as(content).doesNotContain(System.getProperty("user.home"));
            assertThat(written).doesNotExist();
        }
    }

    @Test
    void aStylesheetTransformsAndImportsTheEntriesThatItsMediatorNames() throws Exception {
        TestGateway.write(
                root,
                "local-entries/other.xml",
                stylesheet("<xsl:template match=\"/\"><r>imported</r></xsl:template>")
                        .replace("\"style\"", "\"other\""));
        entry("style", stylesheet("<xsl:import href=\"other.xsl\"/>"));
        assertThat(deploy("<xslt key=\"style\"><resource location=\"other.xsl\" key=\"other\"/></xslt><respond/>"))
                .isEmpty();
        assertThat(call("application/xml", "<a/>").body()).contains(">imported</r>");
        assertThat(deploy(
                        "<xslt key=\"style\"><attribute name=\"http://javax.xml.XMLConstants/property/accessExternalStylesheet\""
                                + " value=\"all\"/></xslt>"))
                .contains("xslt: attribute");
    }

    @Test
    void schemasReadNothing() throws Exception {
        for (String content : List.of(
                "<xs:import namespace=\"urn:x\" schemaLocation=\"" + at("/import") + "\"/>",
                "<xs:include schemaLocation=\"" + at("/include") + "\"/>",
                "<xs:redefine schemaLocation=\"" + at("/redefine") + "\"/>",
                "<xs:include schemaLocation=\"" + secret.toUri() + "\"/>",
                "<xs:element name=\"a\"/>")) {
            entry(
                    "schema",
                    "<localEntry " + NS + " key=\"schema\"><xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">"
                            + content + "</xs:schema></localEntry>");
            assertThat(
                            deploy(
                                    "<validate><schema key=\"schema\"/><on-fail><property name=\"p\" value=\"v\"/></on-fail></validate><respond/>"))
                    .isEmpty();
            String hint = "<a xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:noNamespaceSchemaLocation=\""
                    + at("/hint") + "\" i:schemaLocation=\"urn:x " + at("/hint") + "\"/>";
            nothingCame(content, call("application/xml", hint).body());
        }
    }

    private static String wsdl(String service, String more) {
        return "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\""
                + " targetNamespace=\"urn:t\">" + more + "<service name=\"" + service
                + "\"><port name=\"P\" binding=\"B\"><soap:address location=\"http://backend.example/soap\"/></port></service>"
                + "</definitions>";
    }

    private static String byWsdl(String uri) {
        return "<wsdl uri=\"" + uri + "\" service=\"S\" port=\"P\"/>";
    }

    private static String send(String endpoint) {
        return "<send><endpoint name=\"e\">" + endpoint + "</endpoint></send>";
    }

    @Test
    void aWsdlIsReadAndItsImportsOnlyFromItsOwnPlaceAndIfNeeded() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            asked.add("other");
            exchange.close();
        });
        other.start();
        try {
            String elsewhere = "<import namespace=\"urn:o\" location=\"http://127.0.0.1:"
                    + other.getAddress().getPort() + "/o.wsdl\"/><import namespace=\"urn:f\" location=\""
                    + secret.toUri() + "\"/>";
            served.put("/s.wsdl", wsdl("S", elsewhere));
            served.put(
                    "/outer.wsdl",
                    wsdl("Outer", elsewhere + "<import namespace=\"urn:i\" location=\"inner/i.wsdl\"/>"));
            served.put("/inner/i.wsdl", wsdl("S", ""));
            served.put("/moved.wsdl", "302 /s.wsdl");

            for (String uri : List.of("/s.wsdl", "/outer.wsdl", "/moved.wsdl")) {
                assertThat(deploy(send(byWsdl(at(uri))))).isEmpty();
                FakeExchange call = get("/a/x").backend(200, "text/plain", "here");
                assertThat(gateway.serve(call).body()).isEqualTo("here");
                assertThat(call.calls.get(0).host()).isEqualTo("backend.example");
                assertThat(call.calls.get(0).target()).isEqualTo("/soap/x");
            }
            assertThat(asked).containsExactly("/s.wsdl", "/outer.wsdl", "/inner/i.wsdl", "/moved.wsdl", "/s.wsdl");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aWsdlHasNoDocumentTypeAndNeitherHasWhatItImports() {
        for (String type : documentTypes("definitions").toList()) {
            served.put("/bad.wsdl", type + wsdl("S", ""));
            served.put("/outer.wsdl", wsdl("Outer", "<import namespace=\"urn:i\" location=\"/bad.wsdl\"/>"));
            for (String uri : List.of("/bad.wsdl", "/outer.wsdl")) {
                assertThat(deploy(send(byWsdl(at(uri)))))
                        .as(type)
                        .contains("not well-formed XML without a document type");
            }
        }
        assertThat(asked).allMatch(target -> target.equals("/bad.wsdl") || target.equals("/outer.wsdl"));
    }

    @Test
    void aWsdlComesByHttpOnlyWhereverItsEndPointStands() throws Exception {
        Files.writeString(root.resolve("s.wsdl"), wsdl("S", ""));
        for (String uri : List.of(
                root.resolve("s.wsdl").toUri().toString(),
                secret.toUri().toString(),
                "jar:" + at("/x.jar") + "!/s.wsdl",
                "ftp://127.0.0.1:" + server.getAddress().getPort() + "/s.wsdl",
                "http://169.254.169.254/latest",
                "http://0.0.0.0:" + server.getAddress().getPort() + "/s.wsdl",
                "http://user:word@127.0.0.1:" + server.getAddress().getPort() + "/s.wsdl")) {
            String endpoint = "<endpoint name=\"m\">" + byWsdl(uri) + "</endpoint>";
            for (String in : List.of(
                    send(byWsdl(uri)),
                    "<call>" + endpoint + "</call>",
                    send("<failover>" + endpoint + "</failover>"),
                    send("<loadbalance>" + endpoint + "</loadbalance>"),
                    send("<recipientlist>" + endpoint + "</recipientlist>"),
                    "<clone><target>" + endpoint + "</target></clone>",
                    "<iterate expression=\"//a\"><target>" + endpoint + "</target></iterate>")) {
                String said = deploy(in);
                assertThat(said).as(in).isNotEmpty();
                nothingCame(in, said);
            }
        }
    }

    @Test
    void aWsdlThatIsWrittenOutImportsNothing() {
        String definitions = wsdl("S", "<import namespace=\"urn:o\" location=\"" + at("/o.wsdl") + "\"/>");
        assertThat(deploy(send("<wsdl service=\"S\" port=\"P\">" + definitions + "</wsdl>")))
                .isEmpty();
        assertThat(deploy(send("<wsdl service=\"Other\" port=\"P\">" + definitions + "</wsdl>")))
                .contains("no service Other with a port P");
        nothingCame("written out", call("", "").body());
    }

    @Test
    void anEndPointOfALocalEntryReachesNothing() throws Exception {
        entry(
                "e",
                "<localEntry " + NS + " key=\"e\"><endpoint name=\"e\">"
                        + byWsdl(secret.toUri().toString()) + "</endpoint></localEntry>");
        deploy("<send><endpoint key=\"e\"/></send>");
        nothingCame("local entry", call("", "").body());
    }

    @Test
    void localEntriesReadFilesOfTheInstallationButNoneOfItsSecrets() throws Exception {
        Files.createDirectories(root.resolve("repository/samples"));
        Files.writeString(root.resolve("repository/samples/a.xml"), "<open/>");
        Files.createSymbolicLink(root.resolve("repository/samples/link.xml"), secret);
        served.put("/entry", "<fetched/>");
        String show = "<property name=\"p\" expression=\"get-property('entry')\"/>"
                + "<payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg expression=\"$ctx:p\"/></args></payloadFactory><respond/>";
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("file:repository/samples/a.xml", "open");
        expected.put(at("/entry"), "fetched");
        for (String hidden : List.of(
                "file:repository/resources/security/token.secret",
                "file:repository/samples/../resources/security/token.secret",
                "file:repository/samples/link.xml",
                secret.toUri().toString(),
                "file:/etc/passwd",
                "jar:" + at("/x.jar") + "!/x")) {
            expected.put(hidden, "");
        }
        for (Map.Entry<String, String> each : expected.entrySet()) {
            asked.clear();
            entry("entry", "<localEntry " + NS + " key=\"entry\" src=\"" + each.getKey() + "\"/>");
            deploy(show);
            String said = call("", "").body();
            assertThat(said).as(each.getKey()).doesNotContain(SECRET).doesNotContain("root:");
            assertThat(said).contains(each.getValue());
            assertThat(asked).hasSizeLessThanOrEqualTo(each.getValue().equals("fetched") ? 1 : 0);
            Files.delete(root.resolve("local-entries/entry.xml"));
        }
    }

    /** Elements of Synapse's language that name a server, a file or a class of their own. */
    @Test
    void noElementConnectsToWhatItNames() throws Exception {
        Queue<String> connections = new ConcurrentLinkedQueue<>();
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> {
                while (!listening.isClosed()) {
                    try (Socket connection = listening.accept()) {
                        connections.add(connection.toString());
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            accepting.start();
            String there = "://127.0.0.1:" + listening.getLocalPort() + "/x";
            String pool = "<connection><pool><dsName>ldap" + there
                    + "</dsName><icClass>com.sun.jndi.ldap.LdapCtxFactory</icClass><url>ldap"
                    + there + "</url><user>u</user><password>p</password></pool></connection>"
                    + "<statement><sql>select 1</sql></statement>";
            for (String in : List.of(
                    "<callout serviceURL=\"http" + there + "\" action=\"urn:a\"><configuration axis2xml=\"http" + there
                            + "\" repository=\"http" + there
                            + "\"/><source xpath=\"//a\"/><target key=\"k\"/></callout>",
                    "<callout serviceURL=\"http" + there
                            + "\" action=\"urn:a\"><source xpath=\"//a\"/><target key=\"k\"/></callout>",
                    "<dblookup>" + pool + "</dblookup>",
                    "<dbreport>" + pool + "</dbreport>",
                    "<transaction action=\"new\"/>",
                    "<ejb beanstalk=\"b\" class=\"java.lang.Runnable\" method=\"run\" stateful=\"false\" jndiName=\"ldap"
                            + there + "\"/>",
                    "<pojoCommand name=\"java.lang.Thread\"/>",
                    "<eventPublisher eventSourceName=\"http" + there + "\"/>",
                    "<store messageStore=\"http" + there + "\"/>",
                    "<call-template target=\"http" + there + "\"/>",
                    "<sequence key=\"http" + there + "\"/>",
                    "<send><endpoint key=\"http" + there + "\"/></send>",
                    "<xslt key=\"http" + there + "\"/>",
                    "<validate><schema key=\"http" + there + "\"/><on-fail/></validate>",
                    "<script language=\"js\" key=\"http" + there + "\" function=\"f\"/>",
                    "<property name=\"p\" expression=\"get-property('registry','http" + there + "')\"/>",
                    "<property name=\"p\" expression=\"get-property('http" + there + "')\"/>",
                    "<payloadFactory><format key=\"http" + there + "\"/><args/></payloadFactory>",
                    "<enrich><source type=\"inline\" key=\"http" + there + "\"/><target type=\"body\"/></enrich>",
                    send("<serviceDynamicLoadbalance configuration=\"http" + there + "\"/>"),
                    "<clone><target><endpoint><serviceDynamicLoadbalance configuration=\"" + secret.toUri()
                            + "\"/></endpoint></target></clone>",
                    send("<dynamicLoadbalance><membershipHandler class=\"java.lang.Object\"/></dynamicLoadbalance>"),
                    send("<class name=\"java.lang.Object\"/>"))) {
                String said = deploy(in + "<respond/>");
                if (said.isEmpty()) {
                    said = call("application/xml", "<a/>").body();
                }
                nothingCame(in, said);
                assertThat(connections).as(in).isEmpty();
            }
        }
    }

    @Test
    void privateAddressesAreReadFromOnlyIfTheOperatorSaysSo() {
        Documents closed = new Documents(root, false, () -> BackendTls.PLATFORM);
        for (String address : List.of(
                at("/x"),
                "http://localhost:" + server.getAddress().getPort() + "/x",
                "http://[::1]/x",
                "http://[::ffff:127.0.0.1]/x",
                "http://10.1.2.3/x",
                "http://192.168.1.1/x",
                "http://172.31.0.1/x",
                "http://100.100.100.200/x",
                "http://[fd00:ec2::254]/x",
                "http://2130706433/x")) {
            Assertions.assertThatThrownBy(() -> closed.begin().fetch(URI.create(address)))
                    .as(address)
                    .isInstanceOf(IOException.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aRedirectIsLookedAtLikeAnAddress() {
        served.put("/file", "302 " + secret.toUri());
        served.put("/link", "302 http://169.254.169.254/latest");
        served.put("/loop", "302 /loop");
        Documents open = new Documents(root, true, () -> BackendTls.PLATFORM);
        for (String path : List.of("/file", "/link", "/loop")) {
            Assertions.assertThatThrownBy(() -> open.begin().fetch(URI.create(at(path))))
                    .as(path)
                    .isInstanceOf(IOException.class);
        }
        assertThat(asked).hasSizeLessThan(8);
    }

    @Test
    void aDocumentIsBoundedInBytes() {
        served.put("/large", "<a>" + "x".repeat(2 << 20) + "</a>");
        Documents open = new Documents(root, true, () -> BackendTls.PLATFORM);
        Assertions.assertThatThrownBy(() -> open.begin().fetch(URI.create(at("/large"))))
                .hasMessageContaining("more than 1048576 bytes");
    }
}
