package org.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class Axis2FileTest {
    private final Axis2File.Reader reader =
            new Axis2File.Reader(new Placeholders(name -> name.equals("carbon.home") ? "/srv" : null));

    @Test
    void whatAFileOfAnExistingInstallationSaysOfTlsIsRead() throws Exception {
        Map<String, Object> read = read("""
                <axisconfig name="AxisJava2.0"><parameter name="hotdeployment">true</parameter>
                  <transportReceiver name="http"><parameter name="port">8280</parameter></transportReceiver>
                  <transportReceiver name="https" class="org.apache.synapse.transport.passthru.PassThroughHttpSSLListener">
                    <parameter name="port" locked="false">8243</parameter>
                    <parameter name="keystore" locked="false"><KeyStore>
                      <Location>${carbon.home}/wso2carbon.jks</Location><Type>JKS</Type>
                      <Password>p</Password><KeyPassword>k</KeyPassword></KeyStore></parameter>
                    <parameter name="truststore" locked="false"><TrustStore>
                      <Location>client.p12</Location><Type>PKCS12</Type><Password>t</Password></TrustStore></parameter>
                    <parameter name="SSLVerifyClient">optional</parameter>
                  </transportReceiver>
                  <transportSender name="https"><parameter name="HostnameVerifier">AllowAll</parameter></transportSender>
                </axisconfig>
                """);
        assertThat(read)
                .containsEntry("keystore.location", "/srv/wso2carbon.jks")
                .containsEntry("keystore.type", "JKS")
                .containsEntry("keystore.password", "p")
                .containsEntry("keystore.key.password", "k")
                .containsEntry("truststore.location", "client.p12")
                .containsEntry("truststore.type", "PKCS12")
                .containsEntry("verify.client", "optional")
                .containsEntry("backend.truststore.location", "")
                .containsEntry("backend.hostnames", "AllowAll");
    }

    @Test
    void withoutAWordOfTlsTheInstallationsOwnHolds() throws Exception {
        assertThat(read("<axisconfig/>"))
                .isEqualTo(reader.defaults().get("apim.gateway.tls"))
                .containsEntry("keystore.location", "")
                .containsEntry("verify.client", "none")
                .containsEntry("backend.hostnames", "Default");
    }

    @Test
    void theShippedFileSaysTheDefaults() throws Exception {
        assertThat(reader.read(Files.readAllBytes(Path.of("..", "..", "repository", "conf", "axis2.xml"))))
                .isEqualTo(reader.defaults());
    }

    @Test
    void allMistakesAreNamedWithTheirLines() {
        assertThatThrownBy(() -> read("""
                        <axisconfig><transportReceiver name="https">
                        <parameter name="keystore"><KeyStore><Type>BKS</Type></KeyStore></parameter>
                        <parameter name="SSLVerifyClient">maybe</parameter></transportReceiver>
                        <transportSender name="https"><parameter name="HostnameVerifier">No</parameter></transportSender>
                        </axisconfig>
                        """))
                .isInstanceOfSatisfying(
                        RefusedFile.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "line 2: KeyStore/Type: BKS (expected: JKS or PKCS12)",
                                        "line 2: KeyStore: no Location (expected: a file)",
                                        "line 3: SSLVerifyClient: maybe (expected: one of none, optional, require)",
                                        "line 4: HostnameVerifier: No (expected: one of AllowAll, Default,"
                                                + " DefaultAndLocalhost, Strict)"));
    }

    private Map<String, Object> read(String xml) throws RefusedFile {
        return reader.read(xml.getBytes(StandardCharsets.UTF_8)).get("apim.gateway.tls");
    }
}
