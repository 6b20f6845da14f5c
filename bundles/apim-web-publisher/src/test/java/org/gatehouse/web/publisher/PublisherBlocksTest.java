package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.web.publisher.apis.EndpointJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherBlocksTest {
    private static final String OK = "{\"error\" : false}";
    private static final String ENDPOINTS =
            "{\"production_endpoints\":{\"url\":\"http://h/x\",\"config\":null},\"endpoint_type\":\"http\"}";
    private static final String ONE_SHOT = "action=addAPI&name=Phone&version=1.0.0&context=phone&visibility=public"
            + "&description=Says <b>who</b>&tags=a, b,a&endpoint_config=" + ENDPOINTS
            + "&tiersCollection=Gold,Unlimited&http_checked=http&https_checked=&resourceCount=0"
            + "&resourceMethod-0=GET,POST&resourceMethodAuthType-0=Application & Application User"
            + "&resourceMethodThrottlingTier-0=Unlimited,Gold&uriTemplate-0=/*";

    private final PublisherDoor door = new PublisherDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void signInAnswersAsScriptsKnowIt() {
        assertThat(door.login("admin")).isEqualTo(OK);
        assertThat(door.login("nobody"))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\"Login failed.Please recheck the username and password and try again..\"}");
        assertThat(door.login("guest"))
                .isEqualTo("{\"error\" : true, \"message\" : \"Login failed.Insufficient privileges.\"}");
        assertThat(door.http
                        .post(
                                PublisherDoor.LOGIN,
                                "action",
                                "login",
                                "username",
                                "admin",
                                "password",
                                "admin",
                                "tenant",
                                "x.com")
                        .body())
                .contains("Authentication failed.admin is not from the tenant domain x.com");
        assertThat(door.http.get(PublisherDoor.LOGIN + "?action=logout").body()).isEqualTo(OK);
        assertThat(door.http.get(PublisherDoor.LOGIN + "?action=getAPIStoreURL").body())
                .isEqualTo("{\"error\" : false, \"url\" : \"https://localhost:9443/store\"}");
        assertThat(door.http
                        .get("/publisher/site/blocks/user/login/ajax/sessionCheck.jag?action=sessionCheck")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \"timeout\"}");
    }

    @Test
    void strangersAreToldSoInEachFilesOwnWords() {
        assertThat(add(ONE_SHOT)).isEqualTo("{\"error\" : true, \"message\" : \"timeout\"}");
        assertThat(door.http.get(PublisherDoor.LIST + "?action=getAllAPIs").body())
                .isEqualTo("{\"error\" : true, \"message\" : \"AuthenticateError\"}");
    }

    @Test
    void anApiIsAddedThatIsOnlyAdvertised() {
        door.login("admin");
        String advertised = ONE_SHOT + "&advertiseOnly=true&redirectURL=https://far.example.com/store&apiOwner=ann";
        assertThat(add(advertised)).isEqualTo(OK);
        String get = PublisherDoor.LIST + "?action=getAPI&name=Phone&version=1.0.0&provider=admin";
        assertThat(door.http.get(get).body())
                .contains("\"advertiseOnly\" : true, \"redirectURL\" : \"https://far.example.com/store\","
                        + " \"apiOwner\" : \"ann\"");
        assertThat(door.http
                        .get("/publisher/info?name=Phone&version=1.0.0&provider=admin")
                        .body())
                .contains("Only advertised", "href=\"https://far.example.com/store/apis/info?name=Phone&amp;");

        assertThat(add(ONE_SHOT.replace("addAPI", "updateAPI"))).isEqualTo(OK);
        assertThat(door.http.get(get).body()).contains("\"advertiseOnly\" : true");
        assertThat(add(ONE_SHOT.replace("addAPI", "updateAPI") + "&advertiseOnly=false"))
                .isEqualTo(OK);
        assertThat(door.http.get(get).body())
                .contains("\"advertiseOnly\" : false, \"redirectURL\" : \"\", \"apiOwner\" : \"admin\"");
        assertThat(add(ONE_SHOT.replace("name=Phone", "name=Bad") + "&advertiseOnly=true&redirectURL=javascript:x"))
                .contains("\"error\" : true", "not an address");
    }

    @Test
    void anUnencodedOneShotFormMakesAnApi() {
        door.login("admin");
        HttpResponse<String> answer =
                door.http.postText(PublisherDoor.ADD, "application/x-www-form-urlencoded", ONE_SHOT);
        assertThat(answer.body()).isEqualTo(OK);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain")
                .containsIgnoringCase("charset=utf-8");
        Api api = phone();
        assertThat(api.contextTemplate()).isEqualTo("/phone/{version}");
        assertThat(api.description().text()).isEqualTo("Says <b>who</b>");
        assertThat(api.description().tags()).containsExactly("a", "b");
        assertThat(EndpointJson.write(api.backend().endpoints())).isEqualTo(ENDPOINTS);
        assertThat(api.transports()).containsExactly("http");
        assertThat(api.tiers()).containsExactly("Gold", "Unlimited");
        assertThat(api.resources())
                .containsExactly(
                        new ApiResource("/*", "GET", AuthType.ANY, "Unlimited", null, null),
                        new ApiResource("/*", "POST", AuthType.ANY, "Gold", null, null));
    }

    @Test
    void aScriptThatTellsTheRevisionItHasReadOverwritesNoOther() {
        door.login("admin");
        add(ONE_SHOT);
        String get = PublisherDoor.LIST + "?action=getAPI&name=Phone&version=1.0.0&provider=admin";
        assertThat(door.http.get(get).body()).endsWith("\"revision\" : \"1\"}}");
        String change = ONE_SHOT.replace("addAPI", "updateAPI");
        assertThat(add(change.replace("Says", "Tells") + "&revision=1")).isEqualTo(OK);

        assertThat(add(change.replace("a, b,a", "c") + "&revision=1"))
                .startsWith("{\"error\" : true, \"message\" : \" Phone 1.0.0 has been changed meanwhile by admin at ")
                .endsWith(
                        ": it is CREATED at revision 2, and was at revision 1 when it was read. What is stored differs"
                                + " from what was sent in description, tags. Nothing has been saved.\"}");

        assertThat(phone().description().text()).isEqualTo("Tells <b>who</b>");
        assertThat(phone().description().tags()).containsExactly("a", "b");
        String publish = "action=updateStatus&name=Phone&version=1.0.0&provider=admin&status=PUBLISHED"
                + "&publishToGateway=true&revision=";
        assertThat(life(publish + 1)).contains("\"error\" : true", "changed meanwhile", "It stays as it is.");
        assertThat(life(publish + 2)).startsWith("{\"error\" : false");
        assertThat(add(change)).as("as 1.9 has it").isEqualTo(OK);
        assertThat(phone().revision()).isEqualTo(4);
        assertThat(add(change + "&revision=one")).contains("revision is no number");
    }

    private String life(String form) {
        return door.http
                .postText(PublisherDoor.LIFE, "application/x-www-form-urlencoded", form)
                .body();
    }

    @Test
    void aContextIsAnotherOnlyIfItIsMeantToBe() {
        door.login("admin");
        add(ONE_SHOT.replace("context=phone", "context=/{version}/phone"));
        String change = ONE_SHOT.replace("addAPI", "updateAPI");
        for (String same : List.of("phone", "/phone", "/{version}/phone", "/1.0.0/phone")) {
            assertThat(add(change.replace("context=phone", "context=" + same))).isEqualTo(OK);
            assertThat(phone().contextTemplate()).as(same).isEqualTo("/{version}/phone");
        }

        assertThat(add(change.replace("context=phone", "context=/phone/{version}")))
                .isEqualTo(OK);
        assertThat(phone().contextTemplate()).isEqualTo("/phone/{version}");
        assertThat(add(change.replace("context=phone", "context=telephone"))).isEqualTo(OK);
        assertThat(phone().contextTemplate()).isEqualTo("/telephone/{version}");
    }

    @Test
    void everythingMayStandInTheQuery() {
        door.login("admin");
        String query = "?action=addAPI&name=Phone&version=1.0.0&context=/phone/%7Bversion%7D/x&tiersCollection=Gold"
                + "&resourceCount=2&visibility=restricted&roles=a,b&responseCache=Enabled&cacheTimeout=x"
                + "&resourceMethod-0=GET&resourceMethodAuthType-0=None&uriTemplate-0=a"
                + "&resourceMethodThrottlingTier-0=Unlimited,Gold"
                + "&resourceMethod-1=DELETE&resourceMethodAuthType-1=Application+User&uriTemplate-1=/b"
                + "&resourceMethodThrottlingTier-1=Gold&default_version_checked=default_version&endpoint=h/x";
        assertThat(door.http.post(PublisherDoor.ADD + query).body()).isEqualTo(OK);
        Api api = phone();
        assertThat(api.context()).isEqualTo("/phone/1.0.0/x");
        assertThat(api.visibility()).isEqualTo(new Visibility(Visibility.Level.RESTRICTED, Set.of("a", "b")));
        assertThat(api.transports()).containsExactlyInAnyOrder("http", "https");
        assertThat(api.mediation().responseCaching()).isTrue();
        assertThat(api.mediation().cacheTimeoutSeconds()).isEqualTo(300);
        assertThat(api.defaultVersion()).isTrue();
        assertThat(api.backend().endpoints()).isEqualTo(Endpoints.http("http://h/x"));
        assertThat(api.resources())
                .containsExactly(
                        new ApiResource("/a", "GET", AuthType.NONE, "Unlimited", null, null),
                        new ApiResource("/b", "DELETE", AuthType.APPLICATION_USER, "Gold", null, null));
    }

    @Test
    void swaggerWinsOverTheOtherTwoLayouts() {
        door.login("admin");
        String swagger = """
                {"swagger":"2.0","paths":{"x-note":{},"/r":{"get":{"x-auth-type":"Application","x-throttling-tier":"Gold",
                "x-scope":"s"},"trace":{},"parameters":[]},"/ref":{"$ref":"x"}},
                "x-wso2-security":{"apim":{"x-wso2-scopes":[{"key":"s","name":"S","roles":"a, b","description":"d"}]}}}""";
        assertThat(door.http
                        .post(
                                PublisherDoor.ADD,
                                "action",
                                "addAPI",
                                "name",
                                "Phone",
                                "version",
                                "1.0.0",
                                "context",
                                "/phone",
                                "tiersCollection",
                                "Gold",
                                "resource_config",
                                "{}",
                                "swagger",
                                swagger)
                        .body())
                .isEqualTo(OK);
        assertThat(phone().resources())
                .containsExactly(new ApiResource("/r", "GET", AuthType.APPLICATION, "Gold", "s", null));
        assertThat(phone().scopes()).containsExactly(new Scope("s", "S", "d", Set.of("a", "b")));
    }

    @Test
    void whatIsWrongWithAnApiIsSaidAfterOneBlank() {
        door.login("admin");
        add(ONE_SHOT);
        assertThat(add(ONE_SHOT))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\" Error occurred while adding the API. A duplicate API already exists for Phone-1.0.0\"}");
        assertThat(add(ONE_SHOT.replace("name=Phone", "name=Other")))
                .contains("\" Error occurred while adding the API. A duplicate API context already exists for phone\"");
        String other = ONE_SHOT.replace("name=Phone", "name=Other").replace("context=phone", "context=other");
        assertThat(add(other.replace("&https_checked=", ""))).contains("\" Unsupported Transport [null]\"");
        assertThat(add(other.replace("visibility=public", "visibility=privat")))
                .contains("\" visibility: privat (expected: public, private, restricted or controlled)\"");
        assertThat(add(other.replace("description=Says", "description=a%00b")))
                .contains("The field description has a character of code 0");
        assertThat(add(other.replace(ENDPOINTS, "{"))).contains("\" Invalid Endpoint config\"");
        assertThat(add(other.replace("h/x", "h/{a}"))).contains("\" Invalid Production Endpoint URI. Please refer");
        assertThat(add(other.replace("resourceCount=0", "resourceCount=9999999")))
                .contains("\" resourceCount: 9999999 (expected: ");
        assertThat(add(other.replace("&version=1.0.0", ""))).contains("\" The parameter version is missing\"");
        assertThat(add(other + "&swagger=[]")).contains("\" Invalid Swagger definition");
        assertThat(door.apis.all()).hasSize(1);
    }

    @Test
    void anIconBeyondOneMegabyteIsRefused() {
        door.login("admin");
        String body = String.join(
                "\r\n",
                List.of(
                        "--X",
                        "Content-Disposition: form-data; name=\"apiThumb\"; filename=\"i.png\"",
                        "",
                        "x".repeat(1024 * 1024 + 1),
                        "--X--",
                        ""));
        assertThat(door.http
                        .postText(
                                PublisherDoor.ADD + "?action=addAPI&name=P&version=1&context=p",
                                "multipart/form-data; boundary=X",
                                body)
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \" Image file exceeds the maximum limit of 1MB\"}");
    }

    @Test
    void publishingTellsTheWholeLife() {
        door.login("admin");
        add(ONE_SHOT);
        assertThat(status("published"))
                .matches("\\{\"error\" : false, \"lcs\" : \\[\\{\"username\" : \"admin\", \"newStatus\" : \"CREATED\","
                        + " \"oldStatus\" : \"\", \"date\" : \"\\d+\"}, \\{\"username\" : \"admin\","
                        + " \"newStatus\" : \"PUBLISHED\", \"oldStatus\" : \"CREATED\", \"date\" : \"\\d+\"}]}");
        assertThat(phone().status()).isEqualTo(ApiStatus.PUBLISHED);
    }

    @Test
    void anApiThatTheGatewayRefusesIsNotPublished() {
        door.login("admin");
        add(ONE_SHOT);
        door.gatewayFailures.put("env1", "down");
        assertThat(status("PUBLISHED"))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\"{\\\"PUBLISHED\\\" : \\\"env1\\\" ,\\\"UNPUBLISHED\\\":\\\"\\\"}||warning\"}");
        assertThat(phone().status()).isEqualTo(ApiStatus.CREATED);
        assertThat(status("LOST")).contains("\" API status: LOST (expected: one of [CREATED,");
    }

    @Test
    void whoMayNotPublishIsToldWithoutThePermissionsName() {
        door.login("creator");
        add(ONE_SHOT);
        assertThat(door.http
                        .get(PublisherDoor.LIST + "?action=getAPI&name=No&version=1&provider=creator")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\" Error occurred while getting API information of the api- No-1\"}");
        assertThat(door.http
                        .post(
                                PublisherDoor.LIFE,
                                "action",
                                "updateStatus",
                                "name",
                                "Phone",
                                "version",
                                "1.0.0",
                                "provider",
                                "creator",
                                "status",
                                "PUBLISHED",
                                "publishToGateway",
                                "true")
                        .body())
                .contains("\" User 'creator' does not have the required permission: ");
    }

    @Test
    void otherActionsEndTheRefusalBeforeItsColon() {
        door.login("publisher");
        assertThat(add(ONE_SHOT))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\" User 'publisher' does not have the required permission\"}");
    }

    @Test
    void strangersAreToldNothingButThat() {
        assertThat(door.http
                        .post("/publisher/site/blocks/tiers/ajax/tiers.jag", "action", "updatePermissions")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \"timeout\"}");
        assertThat(door.http
                        .post(
                                "/publisher/site/blocks/users-keys/ajax/subscriptions.jag",
                                "action",
                                "updateSubscription")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \"AuthenticateError\"}");
    }

    @Test
    void listsAndSingleApisHaveTheirMembersInOrder() {
        door.login("admin");
        add(ONE_SHOT);
        assertThat(door.http.get(PublisherDoor.LIST + "?action=getAllAPIs").body())
                .isEqualTo("{\"error\" : false, \"apis\" : [{\"name\" : \"Phone\", \"version\" : \"1.0.0\","
                        + " \"provider\" : \"admin\", \"status\" : \"CREATED\", \"thumb\" : null, \"subs\" : 0}]}");
        String one = door.http
                .get(PublisherDoor.LIST + "?action=getAPI&name=Phone&version=1.0.0&provider=admin")
                .body();
        assertThat(one)
                .startsWith("{\"error\" : false, \"api\" : {\"name\" : \"Phone\", \"version\" : \"1.0.0\","
                        + " \"description\" : \"Says <b>who</b>\", \"endpoint\" : \"\", \"wsdl\" : \"\","
                        + " \"tags\" : \"a,b\", \"availableTiers\" : \"Gold,Unlimited\", \"status\" : \"CREATED\"")
                .contains("\"templates\" : [[\"/*\", \"GET,POST\", \"Any,Any\", \"Unlimited,Gold\"]]")
                .contains("\"transport_http\" : \"checked\", \"transport_https\" : \"\", \"apiStores\" : null")
                .contains("\"resources\" : \"[{\\\"url_pattern\\\":\\\"/*\\\",\\\"http_verbs\\\":{\\\"GET\\\":")
                .endsWith("\"hasDefaultVersion\" : false, \"currentDefaultVersion\" : null, \"revision\" : \"1\"}}");
    }

    @Test
    void theFormsQuestionsAreAnsweredAsTextOrTruth() {
        door.login("admin");
        add(ONE_SHOT);
        assertThat(ask("isAPINameExist&apiName=phone")).isEqualTo("{\"error\" : false, \"exist\" : \"true\"}");
        assertThat(ask("isContextExist&context=/phone&oldContext="))
                .isEqualTo("{\"error\" : false, \"exist\" : \"true\"}");
        assertThat(ask("isContextExist&context=/phone&oldContext=/phone"))
                .isEqualTo("{\"error\" : false, \"exist\" : \"false\"}");
        assertThat(ask("validateRoles&roles=creator")).isEqualTo("{\"error\" : false, \"response\" : true}");
        assertThat(ask("validateRoles&roles=creator,none")).isEqualTo("{\"error\" : false, \"response\" : false}");
        assertThat(ask("getTiers"))
                .isEqualTo("{\"error\" : false, \"tiers\" : [{\"tierName\" : \"Gold\", \"tierDisplayName\" : \"Gold\","
                        + " \"tierDescription\" : \"Allows 20 request(s) per minute.\", \"defaultTier\" : true},"
                        + " {\"tierName\" : \"Unlimited\", \"tierDisplayName\" : \"Unlimited\","
                        + " \"tierDescription\" : \"Allows unlimited requests\", \"defaultTier\" : false}]}");
    }

    @Test
    void changingAndRemoving() {
        door.login("admin");
        add(ONE_SHOT);
        assertThat(add(ONE_SHOT.replace("addAPI", "updateAPI").replace("Says", "Told")))
                .isEqualTo(OK);
        assertThat(phone().description().text()).startsWith("Told");
        assertThat(add(ONE_SHOT.replace("addAPI", "updateAPI").replace("&visibility=public", "")))
                .contains("The parameter visibility is missing");
        String remove = "/publisher/site/blocks/item-add/ajax/remove.jag";
        assertThat(door.http
                        .post(remove, "action", "removeAPI", "name", "Phone", "version", "1.0.0", "provider", "admin")
                        .body())
                .isEqualTo(OK);
        assertThat(door.apis.all()).isEmpty();
    }

    private String add(String form) {
        return door.http
                .postText(PublisherDoor.ADD, "application/x-www-form-urlencoded", form)
                .body();
    }

    private String status(String to) {
        return door.http
                .post(
                        PublisherDoor.LIFE,
                        "action",
                        "updateStatus",
                        "name",
                        " Phone ",
                        "version",
                        "1.0.0",
                        "provider",
                        "admin",
                        "status",
                        to,
                        "publishToGateway",
                        "true")
                .body();
    }

    private String ask(String question) {
        return door.http.get(PublisherDoor.ADD + "?action=" + question).body();
    }

    private Api phone() {
        return door.apis.find(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0")).orElseThrow();
    }
}
