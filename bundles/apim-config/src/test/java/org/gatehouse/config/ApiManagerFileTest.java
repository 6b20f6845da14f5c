package org.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiManagerFileTest {
    private final Map<String, String> system = new HashMap<>();

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        var read = read("<APIManager/>");

        assertThat(read.get("apim.keys.thrift.server"))
                .containsEntry("enabled", true)
                .containsEntry("port", 10397)
                .containsEntry("host", "127.0.0.1")
                .containsEntry("timeout.ms", 10000);
        assertThat(read.get("apim.keys.thrift.client"))
                .containsEntry("server.url", "https://localhost:9443/services/")
                .containsEntry("port", 10397)
                .containsEntry("username", "admin")
                .containsEntry("password", "admin")
                .containsEntry("timeout.ms", 10000);
        assertThat(read.get("apim.gateway.keys"))
                .containsEntry("client.type", "ThriftClient")
                .containsEntry("key.cache", true)
                .containsEntry("resource.cache", true);
        assertThat(read.get("apim.gateway.security"))
                .containsEntry("client.domain.header", "referer")
                .containsEntry("remove.authorization", true);
        assertThat(read.get("apim.gateway.cors"))
                .containsEntry("enabled", true)
                .containsEntry("allow.origin", "*")
                .containsEntry("allow.methods", "GET,PUT,POST,DELETE,OPTIONS")
                .containsEntry("allow.headers", "authorization,Access-Control-Allow-Origin,Content-Type");
        assertThat(read.get("apim.front.cors"))
                .containsEntry("enabled", true)
                .containsEntry("allow.origin", "*")
                .containsEntry("allow.headers", "authorization,Access-Control-Allow-Origin,Content-Type");
        assertThat(read.get("apim.gateway.deployer"))
                .containsEntry("jwt", false)
                .containsEntry("extension.position", "bottom")
                .containsEntry(
                        "environments",
                        new String[] {"Production and Sandbox|hybrid|http://localhost:8280,https://localhost:8243"});
        assertThat(read.get("apim.keys"))
                .containsEntry("application.token.scope", "am_application_scope")
                .containsEntry("scope.whitelist", new String[] {"^device_.*", "openid"});
        assertThat(read.get("apim.tiers")).containsEntry("unlimited", true);
        assertThat(read.get("apim.store"))
                .containsEntry("display.multiple.versions", false)
                .containsEntry("display.all.apis", false)
                .doesNotContainKey("store.url");
    }

    @Test
    void theShippedFileSaysTheDefaults() throws Exception {
        var shipped = new ApiManagerFile.Reader(placeholders())
                .read(Files.readAllBytes(Path.of("..", "..", "repository", "conf", "api-manager.xml")));
        var defaults = read("<APIManager/>");

        assertThat(shipped.get("apim.store")).containsEntry("store.url", "https://localhost:9443/store");
        assertThat(shipped.get("apim.publisher")).containsEntry("publisher.url", "https://localhost:9443/publisher");
        shipped.get("apim.store").remove("store.url");
        shipped.get("apim.publisher").remove("publisher.url");
        assertThat(shipped).usingRecursiveComparison().isEqualTo(defaults);
    }

    @Test
    void whatTheFileSaysHolds() throws Exception {
        var read = read("""
                <APIManager>
                  <Unknown><Element>42</Element></Unknown>
                  <APIKeyValidator>
                    <EnableThriftServer> FALSE </EnableThriftServer>
                    <ThriftServerPort>20000</ThriftServerPort>
                    <ThriftClientConnectionTimeOut>500</ThriftClientConnectionTimeOut>
                    <Username><!-- the one of the gateway -->gw</Username>
                    <Password><![CDATA[a<b&c]]></Password>
                    <ScopeWhitelist><Scope>^x</Scope><Scope>openid</Scope></ScopeWhitelist>
                  </APIKeyValidator>
                  <APIGateway><Environments>
                    <Environment type="production"><Name>P</Name><GatewayEndpoint>https://p:1</GatewayEndpoint></Environment>
                    <Environment type="sandbox"><Name>S</Name><GatewayEndpoint>http://s:1, https://s:2</GatewayEndpoint>
                      <ServerURL>https://s:9443/services/</ServerURL><Username>u</Username><Password>a|b</Password></Environment>
                  </Environments></APIGateway>
                  <ExtensionHandlerPosition>top</ExtensionHandlerPosition>
                </APIManager>
                """);

        assertThat(read.get("apim.keys.thrift.server"))
                .containsEntry("enabled", false)
                .containsEntry("port", 20000)
                .containsEntry("timeout.ms", 500);
        assertThat(read.get("apim.keys.thrift.client"))
                .containsEntry("username", "gw")
                .containsEntry("password", "a<b&c")
                .containsEntry("timeout.ms", 500);
        assertThat(read.get("apim.keys")).containsEntry("scope.whitelist", new String[] {"^device_.*", "openid", "^x"});
        assertThat(read.get("apim.gateway.deployer"))
                .containsEntry("extension.position", "top")
                .containsEntry("environments", new String[] {"P|production|https://p:1"});
        assertThat(read.get("apim.gateways"))
                .containsEntry("gateways", new String[] {"P|https://p:1", "S|http://s:1, https://s:2"});
        assertThat(read.get("apim.gateway.remote"))
                .containsEntry("environments", new String[] {"S|sandbox|https://s:9443/services/|u|a|b"});
    }

    @Test
    void systemPropertiesStandForPlaceholdersAndTheOffsetMovesThePorts() throws Exception {
        system.putAll(Map.of(
                "portOffset", "3",
                "mgt.transport.https.port", "9446",
                "carbon.local.ip", "10.0.0.7",
                "admin.password", "${admin.username}$1"));

        var read = read("<APIManager/>");

        assertThat(read.get("apim.keys.thrift.server")).containsEntry("port", 10400);
        assertThat(read.get("apim.keys.thrift.client"))
                .containsEntry("port", 10400)
                .containsEntry("server.url", "https://10.0.0.7:9446/services/")
                .containsEntry("password", "${admin.username}$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APIKeyValidator/ThriftServerPort | 10397x | a port from 1 to 65535",
                "APIKeyValidator/ThriftServerPort | 65536 | a port from 1 to 65535",
                "APIKeyValidator/ThriftClientPort | 0 | a port from 1 to 65535",
                "APIKeyValidator/ThriftClientConnectionTimeOut | -1 | milliseconds from 1 to 600000",
                "APIKeyValidator/EnableThriftServer | yes | true or false",
                "APIKeyValidator/ServerURL | ftp://x | an http or https address",
                "APIKeyValidator/ServerURL | ${nowhere} | the system property nowhere to be set",
                "APIKeyValidator/KeyValidatorClientType | Carrier | ThriftClient or WSClient",
                "APIGateway/ClientDomainHeader | two words | the name of an HTTP header",
            })
    void aBadValueIsNamedWithItsLineAndWhatWasExpected(String path, String value, String expected) {
        String[] steps = path.split("/", -1);
        String text = "<APIManager>\n<" + steps[0] + ">\n\n<" + steps[1] + ">" + value + "</" + steps[1] + "></"
                + steps[0] + "></APIManager>";

        assertThat(refusal(text).problems())
                .containsOnly("line 4: " + path + ": " + value + " (expected: " + expected + ")");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(refusal("""
                                <APIManager>
                                <TierManagement><EnableUnlimitedTier>no</EnableUnlimitedTier></TierManagement>
                                <CORSConfiguration><Enabled>true</Enabled><Enabled>false</Enabled></CORSConfiguration>
                                <APIGateway><Environments><Environment type="other"><Name>x</Name></Environment></Environments></APIGateway>
                                </APIManager>
                                """).problems())
                .containsExactlyInAnyOrder(
                        "line 2: TierManagement/EnableUnlimitedTier: no (expected: true or false)",
                        "line 3: CORSConfiguration/Enabled: given 2 times (expected: once)",
                        "line 4: APIGateway/Environments/Environment/@type: other (expected: hybrid, production or sandbox)");
    }

    @Test
    void aPasswordIsNeverShown() {
        String secret = "s".repeat(5000);

        assertThat(refusal("<APIManager><APIKeyValidator><Password>" + secret
                        + "</Password></APIKeyValidator></APIManager>"))
                .hasMessageContaining("APIKeyValidator/Password: ****")
                .hasMessageNotContaining("sss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE APIManager [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><APIManager>&x;</APIManager>",
                "<!DOCTYPE APIManager SYSTEM 'http://127.0.0.1:1/x.dtd'><APIManager/>",
                "<APIManager>&x;</APIManager>",
                "<APIManager>",
                "<APIManager/><APIManager/>",
                "<Other/>",
                "",
                "no xml"
            })
    void whatIsNoPlainXmlIsRefused(String text) {
        assertThat(refusal(text).problems()).singleElement().asString().startsWith("line 1: ");
    }

    @Test
    void depthAndNumberOfElementsAreBounded() {
        assertThat(refusal("<APIManager>" + "<a>".repeat(40) + "</a>".repeat(40) + "</APIManager>"))
                .hasMessageContaining("too large");
        assertThat(refusal("<APIManager>" + "<a/>".repeat(20_001) + "</APIManager>"))
                .hasMessageContaining("too large");
    }

    private Map<String, Map<String, Object>> read(String text) throws RefusedFile {
        return new ApiManagerFile.Reader(placeholders()).read(text.getBytes(StandardCharsets.UTF_8));
    }

    private RefusedFile refusal(String text) {
        RefusedFile refused = catchThrowableOfType(RefusedFile.class, () -> read(text));
        assertThat(refused).isNotNull();
        return refused;
    }

    private Placeholders placeholders() {
        return new Placeholders(system::get);
    }
}
