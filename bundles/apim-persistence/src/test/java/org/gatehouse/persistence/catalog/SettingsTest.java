package org.gatehouse.persistence.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** Revisions are read for years: the text in which they stand stays what it is. */
class SettingsTest {
    private static final String JSON = """
            {"context":"/phone/{version}",\
            "description":{"text":"Verifies","tags":["phone"],"thumbnail":"","wsdl":"","wadl":"",\
            "business":{"name":"Sales","email":"sales@example.com"},"technical":{"name":"","email":""}},\
            "visibility":{"level":"PUBLIC","roles":[]},\
            "availability":{"level":"CURRENT_TENANT","tenants":[]},\
            "backend":{"endpoints":{"endpoint_type":"http","production_endpoints":{"url":"http://localhost:9099/phone","config":null}},\
            "implementation":"ENDPOINT","secured":true,"username":"u","password":""},\
            "transports":["https"],"tiers":["Gold","Unlimited"],\
            "resources":[{"urlPattern":"/*","verb":"GET","auth":"ANY","tier":"Gold","scope":"check","mediationScript":null}],\
            "scopes":[{"key":"check","name":"Check","description":"","roles":["admin"]}],\
            "mediation":{"inSequence":"","outSequence":"","faultSequence":"","responseCaching":false,\
            "cacheTimeoutSeconds":300,"destinationStatistics":false},\
            "defaultVersion":false,"gateways":["One"]}""";

    @Test
    void theTextIsReadable() throws Exception {
        ObjectMapper json = new ObjectMapper();
        byte[] written = Settings.of(api()).json();

        assertThat(json.readTree(written)).isEqualTo(json.readTree(JSON));
        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("secret");
    }

    @Test
    void whatIsWrittenIsRead() {
        Api read = Objects.requireNonNull(Settings.read(JSON.getBytes(StandardCharsets.UTF_8)))
                .in(Fixtures.phoneVerification(), "secret");

        assertThat(read).isEqualTo(api());
    }

    @Test
    void whatALaterVersionWritesTooIsLeftOut() {
        String more = "{\"more\":[1]," + JSON.substring(1);

        assertThat(Settings.read(more.getBytes(StandardCharsets.UTF_8))).isEqualTo(Settings.of(api()));
    }

    private static Api api() {
        Api phone = Fixtures.phoneVerification();
        return phone.withDescription(phone.description().withText("Verifies").withTags(List.of("phone")))
                .withBackend(phone.backend().withSecured(true).withUsername("u").withPassword("secret"))
                .withTransports(Set.of("https"))
                .withResources(List.of(new ApiResource("/*", "GET", AuthType.ANY, "Gold", "check", null)))
                .withScopes(List.of(new Scope("check", "Check", "", Set.of("admin"))))
                .withEnvironments(Set.of("One"));
    }
}
