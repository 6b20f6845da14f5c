package org.gatehouse.web.publisher.apis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Endpoints.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"production_endpoints\":{\"url\":\"http://h/x\",\"config\":null},\"endpoint_type\":\"http\"}",
                "{\"sandbox_endpoints\":{\"url\":\"http://h/x\",\"config\":{\"format\":\"soap11\",\"optimize\":\"MTOM\","
                        + "\"actionSelect\":\"fault\",\"actionDuration\":30000,\"suspendErrorCode\":[\"101503\"],"
                        + "\"suspendDuration\":10,\"suspendMaxDuration\":20,\"factor\":1.5,\"retryErroCode\":[\"101500\","
                        + "\"101501\"],\"retryTimeOut\":3,\"retryDelay\":0}},\"endpoint_type\":\"address\"}",
                "{\"production_endpoints\":{\"url\":\"http://h/?wsdl\",\"config\":null},\"wsdlendpointService\":\"S\","
                        + "\"wsdlendpointPort\":\"P\",\"endpoint_type\":\"wsdl\"}",
                "{\"production_endpoints\":{\"url\":\"http://a\",\"config\":null},\"production_failovers\":"
                        + "[{\"url\":\"http://b\",\"config\":null}],\"endpoint_type\":\"failover\"}",
                "{\"production_endpoints\":[{\"url\":\"http://a\",\"config\":null},{\"url\":\"http://b\",\"config\":null}],"
                        + "\"algoCombo\":\"other\",\"algoClassName\":\"com.example.Algorithm\",\"sessionManagement\":\"soap\","
                        + "\"sessionTimeOut\":100,\"failOver\":\"True\",\"endpoint_type\":\"load_balance\"}",
                "{\"production_endpoints\":{\"url\":\"default\",\"config\":null},\"endpoint_type\":\"default\"}",
                ""
            })
    void whatWasSentIsGivenBack(String text) {
        assertThat(EndpointJson.write(EndpointJson.read(text))).isEqualTo(text);
    }

    @Test
    void formsSendTextsForNumbersAndNothingForWhatWasNotTyped() {
        Endpoints read = EndpointJson.read("""
                {"endpoint_type":"http","production_endpoints":{"url":" http://h/x ","config":{"format":"leave-as-is",
                "suspendErrorCode":"101504","suspendDuration":"","factor":"2","actionDuration":"30000","unknown":{}}},
                "sandbox_endpoints":{"url":"","config":null}}""");

        Endpoints.Sides<Target> sides = ((Endpoints.Http) read).sides();
        assertThat(sides.production().map(Target::url)).contains("http://h/x");
        assertThat(sides.sandbox()).isEmpty();
        Endpoints.Settings settings = sides.production().orElseThrow().settings();
        assertThat(settings.format()).isEmpty();
        assertThat(settings.suspension().errors()).isEqualTo(List.of("101504"));
        assertThat(settings.suspension().first()).isEmpty();
        assertThat(settings.suspension().factor()).isEqualTo(Optional.of(2.0));
        assertThat(settings.timeout().after()).isEqualTo(Optional.of(Duration.ofSeconds(30)));
    }

    @Test
    void anotherTargetIsTriedUnlessSomebodySaidNo() {
        String config = "{\"endpoint_type\":\"load_balance\",\"production_endpoints\":[{\"url\":\"http://a\"}]";

        assertThat(EndpointJson.write(EndpointJson.read(config + "}"))).contains("\"failOver\":\"True\"");
        assertThat(EndpointJson.write(EndpointJson.read(config + ",\"failOver\":\"False\"}")))
                .contains("\"failOver\":\"False\"");
    }

    @Test
    void failoversWithoutAFirstPlaceMoveUp() {
        Endpoints read =
                EndpointJson.read("{\"endpoint_type\":\"failover\",\"production_failovers\":[{\"url\":\"http://b\"}]}");

        assertThat(((Endpoints.Failover) read).sides().production()).contains(List.of(Target.of("http://b")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"production_endpoints\":|Invalid Endpoint config",
                "[]|Invalid Endpoint config",
                "null|Invalid Endpoint config: null (expected: an object)",
                "{\"endpoint_type\":\"ftp\"}|Invalid Endpoint config: endpoint_type: ftp (expected: http,",
                "{\"production_endpoints\":\"http://h\"}|Invalid Endpoint config: production_endpoints: http://h (expected: an object)",
                "{\"production_endpoints\":[{\"url\":\"x\"}]}|Invalid Endpoint config: production_endpoints:",
                "{\"endpoint_type\":\"load_balance\",\"production_endpoints\":{\"url\":\"x\"}}|Invalid Endpoint config: production_endpoints:",
                "{\"sandbox_endpoints\":{\"url\":{}}}|Invalid Endpoint config: sandbox_endpoints.url: {} (expected: a text)",
                "{\"production_endpoints\":{\"url\":\"x\",\"config\":{\"factor\":\"much\"}}}|Invalid Endpoint config: production_endpoints.config.factor: much (expected: a number)",
                "{\"production_endpoints\":{\"url\":\"x\",\"config\":{\"actionDuration\":-1}}}|Invalid Endpoint config: production_endpoints.config.actionDuration: -1 (expected: milliseconds"
            })
    void whatIsNotAsExpectedIsNamed(String text, String said) {
        assertThatThrownBy(() -> EndpointJson.read(text))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith(said);
    }

    @Test
    void longTextsAreRefusedBeforeTheyAreRead() {
        assertThatThrownBy(() -> EndpointJson.read("[".repeat(40_000)))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid Endpoint config: longer than 32000 characters");
    }
}
