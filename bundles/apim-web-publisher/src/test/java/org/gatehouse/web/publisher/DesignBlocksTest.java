package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DesignBlocksTest {
    private static final String DESIGN = "/publisher/site/blocks/item-design/ajax/add.jag";
    private static final String DATA =
            "\"data\" : {\"apiName\" : \"Phone\", \"version\" : \"1.0.0\", \"provider\" : \"admin\"}}";
    private static final String GOOD = "{\"error\" : false, " + DATA;
    private static final String SWAGGER = """
            {"swagger":"2.0","paths":{"/check":{"get":{"x-auth-type":"None","x-scope":"pay"}}},
             "x-wso2-security":{"apim":{"x-wso2-scopes":[{"key":"pay","name":"Pay","roles":"creator"}]}}}""";

    private final PublisherDoor door = new PublisherDoor();

    @BeforeEach
    void signIn() {
        door.login("admin");
    }

    @AfterEach
    void stop() {
        door.close();
    }

    private String send(String action, String... fields) {
        List<String> all =
                new ArrayList<>(List.of("action", action, "name", "Phone", "version", "1.0.0", "provider", "admin"));
        all.addAll(List.of(fields));
        return door.http.post(DESIGN, all.toArray(String[]::new)).body();
    }

    private Api phone() {
        return door.apis.find(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0")).orElseThrow();
    }

    @Test
    void threeStepsMakeAnApi() {
        assertThat(send("design", "context", "/phone", "description", "Says who", "tags", "a,b", "swagger", SWAGGER))
                .isEqualTo(GOOD);
        assertThat(phone().status()).isEqualTo(ApiStatus.CREATED);
        assertThat(phone().visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(phone().resources())
                .singleElement()
                .extracting(ApiResource::urlPattern, ApiResource::scope)
                .containsExactly("/check", "pay");

        assertThat(send(
                        "implement",
                        "implementation_methods",
                        "endpoint",
                        "endpoint_config",
                        "{\"production_endpoints\":{\"url\":\"http://h/x\",\"config\":null},\"endpoint_type\":\"http\"}",
                        "endpointType",
                        "secured",
                        "epUsername",
                        "joe",
                        "epPassword",
                        "secret",
                        "destinationStats",
                        "enabled"))
                .isEqualTo(GOOD);
        assertThat(phone().backend())
                .isEqualTo(new Backend(
                        Endpoints.http("http://h/x"), Backend.Implementation.ENDPOINT, true, "joe", "secret"));
        assertThat(phone().mediation().destinationStatistics()).isTrue();

        assertThat(send(
                        "manage",
                        "tiersCollection",
                        "Gold,Unlimited",
                        "transport_https",
                        "https",
                        "default_version_checked",
                        "default_version",
                        "responseCache",
                        "enabled",
                        "cacheTimeout",
                        "60",
                        "subscriptions",
                        "all_tenants",
                        "bizOwner",
                        "Sales",
                        "environments",
                        "Main"))
                .isEqualTo(GOOD);
        Api api = phone();
        assertThat(api.tiers()).containsExactly("Gold", "Unlimited");
        assertThat(api.transports()).containsExactly("https");
        assertThat(api.defaultVersion()).isTrue();
        assertThat(api.mediation().responseCaching()).isTrue();
        assertThat(api.mediation().cacheTimeoutSeconds()).isEqualTo(60);
        assertThat(api.availability().level()).isEqualTo(Availability.Level.ALL_TENANTS);
        assertThat(api.environments()).containsExactly("Main");
        assertThat(api.description().business()).isEqualTo(new Contact("Sales", ""));
        assertThat(api.description().text()).isEqualTo("Says who");
    }

    @Test
    void whatAStepDoesNotSendStays() {
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0"), "/{version}/phone"), Fixtures.creation());
        Api before = phone();

        assertThat(send("design", "context", "/phone")).isEqualTo(GOOD);
        assertThat(send("implement", "implementation_methods", "INLINE")).isEqualTo(GOOD);
        assertThat(send("manage", "swagger", SWAGGER)).isEqualTo(GOOD);

        Api after = phone();
        assertThat(after.backend().implementation()).isEqualTo(Backend.Implementation.INLINE);
        assertThat(after.backend().endpoints()).isEqualTo(before.backend().endpoints());
        assertThat(after.resources()).hasSize(1);
        assertThat(after.tiers()).isEqualTo(before.tiers());
        assertThat(after.transports()).isEqualTo(before.transports());
        assertThat(after.contextTemplate()).isEqualTo("/{version}/phone");
        assertThat(after.description().text()).isEqualTo(before.description().text());
        assertThat(after.description().tags()).isEqualTo(before.description().tags());
        assertThat(after.description().business())
                .as("as 1.9 has it in the last step")
                .isEqualTo(Contact.NONE);
    }

    @Test
    void anApiWithoutADefinitionBeginsWithEveryPath() {
        assertThat(send("design", "context", "/phone")).isEqualTo(GOOD);
        assertThat(phone().resources())
                .extracting(ApiResource::verb)
                .containsExactly("GET", "POST", "PUT", "DELETE", "PATCH");
    }

    @Test
    void whatIsWrongIsToldWithTheApiItIsAbout() {
        String refused = "{\"error\" : true, \"message\" : \" ";
        assertThat(send("implement", "implementation_methods", "endpoint"))
                .isEqualTo(refused + "Error occurred while getting API information of the api- Phone-1.0.0\", " + DATA);
        door.apis.add(Fixtures.api(new ApiId(Fixtures.ADMIN, "Fax", "1"), "/fax/{version}"), Fixtures.creation());
        assertThat(send("design", "context", "/fax"))
                .isEqualTo(refused + "Error occurred while adding the API. A duplicate API context already exists for"
                        + " /fax\", " + DATA);
        assertThat(send("design", "context", "/phone")).isEqualTo(GOOD);
        assertThat(send("implement", "implementation_methods", "other"))
                .isEqualTo(refused + "Invalid Implementation Type.\", " + DATA);
        assertThat(send("implement")).contains("The parameter implementation_methods is missing", DATA);
        assertThat(send("implement", "implementation_methods", "endpoint", "endpoint_config", "{"))
                .isEqualTo(refused + "Invalid Endpoint config\", " + DATA);
        assertThat(send("manage", "tiersCollection", "Diamond"))
                .isEqualTo(refused + "Specified tier Diamond does not exist\", " + DATA);
        assertThat(send("manage", "swagger", "<x/>")).contains("Invalid Swagger definition", DATA);
        assertThat(send("manage", "revision", "9")).contains("changed meanwhile", DATA);
        assertThat(door.http.post(DESIGN, "action", "design").body())
                .isEqualTo("{\"error\" : true, \"message\" : \" The parameter name is missing\"}");
        assertThat(door.http.get(DESIGN + "?action=design").body()).contains("design is not supported");
    }

    @Test
    void gatewaysThatFailedAreNamed() {
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0"), "/phone/{version}"), Fixtures.creation());
        door.gatewayFailures.put("env1", "down");

        assertThat(send("manage", "tiersCollection", "Gold"))
                .isEqualTo("{\"error\" : true, \"message\" : \"{\\\"PUBLISHED\\\" : \\\"env1\\\""
                        + " ,\\\"UNPUBLISHED\\\":\\\"\\\"}||warning\", " + DATA);
    }

    @Test
    void aScopeIsTakenOrNot() {
        send("design", "context", "/phone", "swagger", SWAGGER);

        assertThat(door.http.get(DESIGN + "?action=validateScope&scope=pay").body())
                .isEqualTo("{\"error\" : false, \"isScopeExist\" : \"true\"}");
        assertThat(door.http.get(DESIGN + "?action=validateScope&scope=other").body())
                .isEqualTo("{\"error\" : false, \"isScopeExist\" : \"false\"}");
    }

    @Test
    void strangersAndReadersAreTurnedAway() {
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        assertThat(send("design", "context", "/phone")).isEqualTo("{\"error\" : true, \"message\" : \"timeout\"}");
        door.login("publisher");
        assertThat(send("design", "context", "/phone")).contains("\"error\" : true", "permission");
        assertThat(door.apis.all()).isEmpty();
    }
}
