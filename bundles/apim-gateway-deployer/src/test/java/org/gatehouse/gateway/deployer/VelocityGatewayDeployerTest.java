package org.gatehouse.gateway.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.testkit.InMemoryRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** With the templates that ship. */
final class VelocityGatewayDeployerTest {
    private static final Path SHIPPED = Path.of("../../api_templates");
    private static final Endpoints HTTP = Endpoints.http("http://h/a?b=1&c=2");

    private final Gateway gateway = new Gateway();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void whatIsRenderedIsWhatWouldBeDeployed() {
        Api api = api(ApiStatus.PUBLISHED, HTTP, true);

        Map<String, String> rendered = deployer(SHIPPED).render(api);

        assertThat(gateway.names()).isEmpty();
        deployer(SHIPPED).deploy(api);
        assertThat(rendered.keySet())
                .containsExactlyInAnyOrder(api.id().deployedName(), api.id().artefact());
        rendered.forEach((name, xml) -> assertThat(gateway.find(name)).contains(xml));
        assertThat(deployer(SHIPPED).render(api.withEnvironments(Set.of("elsewhere"))))
                .isEmpty();
    }

    @Test
    void aPublishedApiHasItsResourcesHandlersAndEndpoint() throws Exception {
        deployer(SHIPPED).deploy(api(ApiStatus.PUBLISHED, HTTP, false));
        Element api = xml("admin--Phone:v1.0.0");
        assertThat(api.getAttribute("context")).isEqualTo("/phone/{version}");
        assertThat(api.getAttribute("version-type")).isEqualTo("context");
        assertThat(api.getAttribute("transports")).isEmpty();
        assertThat(attributes(api, "resource", "url-mapping")).containsExactly("/plain/*", "");
        assertThat(attributes(api, "resource", "uri-template")).containsExactly("", "/{state}/{town}");
        assertThat(attributes(api, "resource", "methods")).containsExactly("GET POST", "GET");
        assertThat(attributes(api, "http", "uri-template")).containsExactly("http://h/a?b=1&c=2", "http://h/a?b=1&c=2");
        assertThat(attributes(api, "endpoint", "name"))
                .containsExactly("admin--Phone_APIproductionEndpoint_0", "admin--Phone_APIproductionEndpoint_1");
        assertThat(attributes(api, "sequence", "key")).containsOnly("_sandbox_key_error_");
        assertThat(attributes(api, "handler", "class"))
                .hasSize(7)
                .endsWith("org.wso2.carbon.apimgt.gateway.handlers.security.CORSRequestHandler");
    }

    @Test
    void aBlockedApiAnswersItself() throws Exception {
        deployer(SHIPPED).deploy(api(ApiStatus.BLOCKED, HTTP, false));
        Element api = xml("admin--Phone:v1.0.0");
        assertThat(attributes(api, "resource", "methods")).containsExactly("GET HEAD POST PUT PATCH DELETE");
        assertThat(api.getTextContent()).contains("700700");
        assertThat(attributes(api, "handler", "class")).hasSize(1);
    }

    @Test
    void aPrototypeHasNeitherKeysNorLimits() throws Exception {
        deployer(SHIPPED).deploy(api(ApiStatus.PROTOTYPED, HTTP, false));
        Element api = xml("admin--Phone:v1.0.0");
        assertThat(attributes(api, "filter", "regex")).isEmpty();
        assertThat(attributes(api, "handler", "class")).noneMatch(name -> name.contains("Throttle"));
    }

    @Test
    void anEditedTemplateShowsItsDifferenceAndIsThenInForce(@TempDir Path folder) throws Exception {
        copyTemplates(folder);
        Api api = api(ApiStatus.PUBLISHED, HTTP, true);
        VelocityGatewayDeployer deployer = deployer(folder);
        deployer.deploy(api);
        assertThat(deployer.preview(List.of(api))).isEmpty();

        Path template = folder.resolve("velocity_template.xml");
        String edited = Files.readString(template).replace("<outSequence>", "<outSequence><log/>");
        Files.writeString(template, edited);
        assertThat(deployer.preview(List.of(api))).singleElement().satisfies(rewrite -> {
            assertThat(rewrite.deployedName()).isEqualTo("admin--Phone:v1.0.0");
            assertThat(rewrite.before()).doesNotContain("<log/>");
            assertThat(rewrite.after()).contains("<log/>");
        });
        assertThat(gateway.find("admin--Phone:v1.0.0").orElseThrow()).doesNotContain("<log/>");

        deployer.apply(deployer.preview(List.of(api)));
        assertThat(gateway.find("admin--Phone:v1.0.0").orElseThrow()).contains("<log/>");

        Files.writeString(template, edited + "\n#if(");
        assertThatThrownBy(() -> deployer.preview(List.of(api)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Phone-1.0.0")
                .hasMessageContaining("velocity_template.xml")
                .hasMessageContaining("line");
    }

    private static void copyTemplates(Path folder) throws Exception {
        try (var files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void everyKindOfEndpointIsRendered() throws Exception {
        Map<String, Object> target = Map.of(
                "url",
                "http://a",
                "config",
                Map.of(
                        "actionSelect", "fault",
                        "actionDuration", 30_000,
                        "suspendErrorCode", List.of(101_503, 101_504),
                        "retryErroCode", "",
                        "retryDelay", "5"));
        for (String type : List.of("http", "address", "wsdl", "failover", "load_balance", "default")) {
            boolean several = type.equals("load_balance");
            Endpoints endpoints = EndpointConfig.read(Map.of(
                    "endpoint_type",
                    type,
                    "production_endpoints",
                    several ? List.of(target, target) : target,
                    "production_failovers",
                    List.of(target),
                    "sandbox_endpoints",
                    several ? List.of(target) : target,
                    "wsdlendpointService",
                    "S",
                    "wsdlendpointPort",
                    "P"));
            deployer(SHIPPED).deploy(api(ApiStatus.PUBLISHED, endpoints, false));
            Element api = xml("admin--Phone:v1.0.0");
            assertThat(api.getElementsByTagName("errorCodes").item(0).getTextContent())
                    .as(type)
                    .isEqualTo("101503,101504");
            assertThat(api.getElementsByTagName("responseAction").item(0).getTextContent())
                    .isEqualTo("fault");
            assertThat(api.getElementsByTagName("send").getLength()).isEqualTo(6);
        }
    }

    @Test
    void theDefaultVersionIsReachedWithoutOne() throws Exception {
        deployer(SHIPPED).deploy(api(ApiStatus.PUBLISHED, HTTP, true));
        assertThat(gateway.names()).containsExactly("admin--Phone", "admin--Phone:v1.0.0");
        Element api = xml("admin--Phone");
        assertThat(api.getAttribute("context")).isEqualTo("/phone");
        assertThat(attributes(api, "http", "uri-template")).contains("http://localhost:{uri.var.portnum}/phone/1.0.0");
    }

    @Test
    void theDefaultGoesWithItsVersionAndWithNoOther() {
        VelocityGatewayDeployer deployer = deployer(SHIPPED);
        Api byDefault = api(ApiStatus.PUBLISHED, HTTP, true);
        deployer.deploy(byDefault);
        gateway.remove("admin--Phone");
        assertThat(deployer.isSettled(byDefault)).isFalse();
        deployer.deploy(byDefault);
        Api noMore = api(ApiStatus.PUBLISHED, HTTP, false);
        assertThat(deployer.isSettled(noMore)).isFalse();
        deployer.deploy(noMore);
        assertThat(gateway.names()).containsExactly("admin--Phone:v1.0.0");
        gateway.put("admin--Phone", "<api><!-- default 2.0.0 PUBLISHED 1 --></api>");
        deployer.withdraw(byDefault);
        assertThat(gateway.names()).containsExactly("admin--Phone");
    }

    @Test
    void statisticsAndTokensAreWrittenWhereTheyAreOn() throws Exception {
        offer(CustomSequences.Direction.FAULT, "onFault");
        deployer(SHIPPED)
                .deploy(api(
                        ApiStatus.PUBLISHED,
                        HTTP,
                        Backend.Implementation.ENDPOINT,
                        new Mediation("", "", "onFault", true, 60, true)));
        Element api = xml("admin--Phone:v1.0.0");
        assertThat(attributes(api, "resource", "faultSequence")).containsOnly("admin--Phone:v1.0.0--Fault");
        assertThat(gateway.sequences.get("admin--Phone:v1.0.0--Fault")).contains("<log", "admin--Phone:v1.0.0--Fault");
        assertThat(attributes(api, "streamConfig", "name")).contains("org_wso2_apimgt_statistics_destination");
        assertThat(attributes(api, "property", "name")).contains("ENDPOINT_ADDRESS");
        assertThat(attributes(api, "cache", "timeout")).contains("60");
        assertThat(attributes(api, "class", "name")).contains("org.wso2.carbon.apimgt.gateway.mediators.TokenPasser");
    }

    @Test
    void chosenSequencesComeWithTheApiAndGoWithIt() {
        offer(CustomSequences.Direction.IN, "look");
        Api with = api(
                ApiStatus.PUBLISHED,
                HTTP,
                Backend.Implementation.ENDPOINT,
                new Mediation("look", "", "nobodyOffersIt", false, 300, false));
        VelocityGatewayDeployer deployer = deployer(SHIPPED);
        deployer.deploy(with);
        assertThat(gateway.sequences.keySet()).containsExactly("admin--Phone:v1.0.0--In");
        assertThat(deployer.isSettled(with)).isTrue();

        gateway.sequences.clear();
        assertThat(deployer.isSettled(with)).isFalse();
        deployer.deploy(with);
        deployer.withdraw(with);
        assertThat(gateway.sequences).isEmpty();
    }

    @Test
    void whereTheApiIsRefusedItsSequencesAreAsBefore() {
        offer(CustomSequences.Direction.OUT, "look");
        gateway.refuses = true;
        assertThatThrownBy(() -> deployer(SHIPPED)
                        .deploy(api(
                                ApiStatus.PUBLISHED,
                                HTTP,
                                Backend.Implementation.ENDPOINT,
                                new Mediation("", "look", "", false, 300, false))))
                .isInstanceOf(Unavailable.class);
        assertThat(gateway.sequences).isEmpty();
    }

    @Test
    void aSequenceThatNobodyOffersIsNamedWithThoseThatAre() {
        offer(CustomSequences.Direction.IN, "look");
        assertThatThrownBy(() -> deployer(SHIPPED)
                        .deploy(api(
                                ApiStatus.PUBLISHED,
                                HTTP,
                                Backend.Implementation.ENDPOINT,
                                new Mediation("lok", "", "", false, 300, false))))
                .isInstanceOf(Invalid.class)
                .hasMessage("inSequence: lok (expected: one of [look])");
    }

    private void offer(CustomSequences.Direction direction, String name) {
        registry.put(
                UserName.SUPER_TENANT,
                RegistryFile.ofText(
                        direction.path() + "/file-" + name + ".xml",
                        "application/xml",
                        "<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"" + name + "\"><log/></sequence>"));
    }

    @Test
    void aScriptedPrototypeAnswersItself() throws Exception {
        deployer(SHIPPED)
                .deploy(api(ApiStatus.PROTOTYPED, new Endpoints.None(), Backend.Implementation.INLINE, Mediation.NONE));
        Element api = xml("admin--Phone:v1.0.0");
        assertThat(api.getElementsByTagName("script").item(0).getTextContent()).contains("if (a[b[0]]>1 && '<')");
        assertThat(attributes(api, "property", "value")).contains("501");
        assertThat(attributes(api, "handler", "class")).hasSize(2).allMatch(name -> name.contains("CORS"));
    }

    @Test
    void numbersAndMissingEndpointsDoNotBreakTheXml() throws Exception {
        deployer(SHIPPED)
                .deploy(api(
                        ApiStatus.PUBLISHED,
                        EndpointConfig.read(Map.of(
                                "production_endpoints",
                                List.of(Map.of("url", "http://a", "config", Map.of("factor", 2, "retryTimeOut", 3))),
                                "endpoint_type",
                                "load_balance",
                                "sessionManagement",
                                "soap",
                                "sessionTimeOut",
                                100)),
                        false));
        assertThat(xml("admin--Phone:v1.0.0")
                        .getElementsByTagName("sessionTimeout")
                        .item(0)
                        .getTextContent())
                .isEqualTo("100");
    }

    @Test
    void anApiIsSettledWhenTheGatewayHasItInThisVeryState() {
        VelocityGatewayDeployer deployer = deployer(SHIPPED);
        Api published = api(ApiStatus.PUBLISHED, HTTP, false);
        assertThat(deployer.isSettled(published)).isFalse();
        deployer.deploy(published);
        assertThat(deployer.isSettled(published)).isTrue();
        assertThat(deployer.isSettled(published.withStatus(ApiStatus.BLOCKED))).isFalse();
        assertThat(deployer.isSettled(published.withStatus(ApiStatus.RETIRED))).isFalse();
        deployer.withdraw(published);
        assertThat(deployer.isSettled(published.withStatus(ApiStatus.RETIRED))).isTrue();
    }

    @Test
    void aBrokenTemplateIsNamedWithItsLineAndChangesNothing(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("velocity_template.xml"), "<api>\n#if( >\n</api>");
        assertThatThrownBy(() -> deployer(folder).deploy(api(ApiStatus.PUBLISHED, HTTP, false)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("velocity_template.xml")
                .hasMessageContaining("line");
        assertThat(gateway.names()).isEmpty();
    }

    @Test
    void anEditedTemplateAppliesToTheNextPublish(@TempDir Path folder) throws Exception {
        Path template = folder.resolve("velocity_template.xml");
        Files.writeString(template, "<api name=\"$apiName\">one</api>");
        VelocityGatewayDeployer deployer = deployer(folder);
        deployer.deploy(api(ApiStatus.PUBLISHED, HTTP, false));
        Files.writeString(template, "<api name=\"$apiName\">two</api>");
        deployer.deploy(api(ApiStatus.PUBLISHED, HTTP, false));
        assertThat(gateway.find("admin--Phone:v1.0.0").orElseThrow()).contains("two");
    }

    @Test
    void aTemplateReachesNothingButItsValues(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("velocity_template.xml"),
                "<api>$!apiName.getClass().forName('java.lang.Runtime')</api>");
        deployer(folder).deploy(api(ApiStatus.PUBLISHED, HTTP, false));
        assertThat(gateway.find("admin--Phone:v1.0.0").orElseThrow()).doesNotContain("class java.lang.Runtime");
    }

    @Test
    void anApiGoesOnlyWhereItIsMeantFor() {
        Endpoints sandboxOnly = new Endpoints.Http(
                new Endpoints.Sides<>(Optional.empty(), Optional.of(Endpoints.Target.of("http://h/a"))));
        Api api = api(ApiStatus.PUBLISHED, HTTP, false);
        VelocityGatewayDeployer production = deployer(SHIPPED, new Environment("P", "production"));
        production.deploy(api);
        assertThat(gateway.names()).hasSize(1);
        assertThat(production.isSettled(api)).isTrue();

        Api moved = api(ApiStatus.PUBLISHED, sandboxOnly, false);
        assertThat(production.isSettled(moved)).isFalse();
        production.deploy(moved);
        assertThat(gateway.names()).isEmpty();

        deployer(SHIPPED, new Environment("S", "sandbox")).deploy(api);
        assertThat(gateway.names()).isEmpty();
        deployer(SHIPPED, new Environment("S", "sandbox")).deploy(moved);
        assertThat(gateway.names()).hasSize(1);

        Api chosen = api.withDefaultVersion(false)
                .withEnvironments(Set.of("P"))
                .withLastUpdatedBy(null)
                .withRevision(1);
        assertThat(new Environment("P", "hybrid").takes(chosen)).isTrue();
        assertThat(new Environment("Other", "hybrid").takes(chosen)).isFalse();
    }

    private VelocityGatewayDeployer deployer(Path templates) {
        return deployer(templates, new Environment("Main", "hybrid"));
    }

    private VelocityGatewayDeployer deployer(Path templates, Environment environment) {
        ApiSequences sequences = new ApiSequences(new CustomSequences(registry));
        return new VelocityGatewayDeployer(
                gateway, environment, sequences, new ApiXml(new Templates(templates), sequences, true), false);
    }

    private static Api api(ApiStatus status, Endpoints endpoints, boolean defaultVersion) {
        return new Api(
                new ApiId(UserName.parse("admin"), "Phone", "1.0.0"),
                "/phone/{version}",
                status,
                Description.NONE,
                Visibility.PUBLIC,
                Availability.CURRENT_TENANT,
                Backend.of(endpoints),
                Set.of("http", "https"),
                List.of("Gold"),
                List.of(
                        new ApiResource("/plain/*", "GET", AuthType.ANY, "Gold", null, null),
                        new ApiResource("/plain/*", "POST", AuthType.ANY, "Gold", null, null),
                        new ApiResource("/{state}/{town}", "GET", AuthType.ANY, "Gold", null, null)),
                List.of(),
                Mediation.NONE,
                defaultVersion,
                Set.of(),
                null,
                Instant.ofEpochMilli(1000),
                null,
                1);
    }

    private static Api api(
            ApiStatus status, Endpoints endpoints, Backend.Implementation implementation, Mediation mediation) {
        Api plain = api(status, endpoints, false);
        return plain.withStatus(status)
                .withBackend(new Backend(endpoints, implementation, false, "", ""))
                .withResources(List.of(
                        new ApiResource("/plain/*", "GET", AuthType.ANY, "Gold", null, "if (a[b[0]]>1 && '<') {}"),
                        new ApiResource("/{state}/{town}", "PUT", AuthType.ANY, "Gold", null, null)))
                .withMediation(mediation)
                .withDefaultVersion(false)
                .withLastUpdatedBy(null)
                .withRevision(1);
    }

    private Element xml(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(gateway.find(name).orElseThrow())))
                .getDocumentElement();
    }

    private static List<String> attributes(Element root, String element, String attribute) {
        List<String> values = new ArrayList<>();
        var found = root.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) {
            values.add(((Element) found.item(i)).getAttribute(attribute));
        }
        return values;
    }

    private static final class Gateway implements GatewayAdmin {
        private final Map<String, String> deployed = new TreeMap<>();
        private final Map<String, String> sequences = new TreeMap<>();
        private boolean refuses;

        @Override
        public Optional<String> find(String deployedName) {
            return Optional.ofNullable(deployed.get(deployedName));
        }

        @Override
        public List<String> names() {
            return List.copyOf(deployed.keySet());
        }

        @Override
        public void put(String deployedName, String xml) {
            if (refuses) {
                throw new Unavailable("not there");
            }
            deployed.put(deployedName, xml);
        }

        @Override
        public void putAll(Map<String, String> xml) {
            checkAll(xml);
            deployed.putAll(xml);
        }

        @Override
        public void checkAll(Map<String, String> xml) {
            if (refuses) {
                throw new Unavailable("not there");
            }
        }

        @Override
        public void remove(String deployedName) {
            deployed.remove(deployedName);
        }

        @Override
        public Optional<String> findSequence(String name) {
            return Optional.ofNullable(sequences.get(name));
        }

        @Override
        public void putSequence(String name, String xml) {
            sequences.put(name, xml);
        }

        @Override
        public void removeSequence(String name) {
            sequences.remove(name);
        }
    }
}
