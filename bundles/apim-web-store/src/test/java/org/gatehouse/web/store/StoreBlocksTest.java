package org.gatehouse.web.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreBlocksTest {
    private static final String OK = "{\"error\" : false}";
    private static final String PHONE = "&name=PhoneVerification&version=1.0.0&provider=admin";

    private final StoreDoor door = new StoreDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void signInAnswersAsScriptsKnowIt() {
        assertThat(door.login("admin")).isEqualTo(OK);
        assertThat(door.login("nobody"))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\"Login failed.Please recheck the username and password and try again.\"}");
        assertThat(door.login("guest"))
                .isEqualTo("{\"error\" : true, \"message\" : \"Login failed.Insufficient Privileges.\"}");
        assertThat(post("user/login/ajax/login.jag", "action=login&username=admin&password=admin&tenant=x.com"))
                .contains("\"Authentication failed. admin is not from the tenant domain x.com\"");
        assertThat(get("user/login/ajax/sessionCheck.jag?action=sessionCheck")).isEmpty();
        assertThat(get("user/login/ajax/session.jag?showLogin=true")).isEqualTo(OK);
        assertThat(get("user/login/ajax/login.jag?action=logout")).isEqualTo(OK);
        assertThat(get("user/login/ajax/sessionCheck.jag?action=sessionCheck")).contains("\"timeout\"");
    }

    @Test
    void strangersAreAskedToSignIn() {
        assertThat(get("application/application-list/ajax/application-list.jag?action=getApplications"))
                .isEqualTo("{\"error\" : true, \"message\" : \"Please login with a valid username/password\"}");
        assertThat(post("application/application-add/ajax/application-add.jag", "action=addApplication&application=a"))
                .isEqualTo("{\"error\" : true, \"message\" : \"You need to login before adding an application\"}");
    }

    @Test
    void aFirstSignInFindsAnApplicationThere() {
        door.login("admin");
        assertThat(get("application/application-list/ajax/application-list.jag?action=getApplications"))
                .matches("\\{\"error\" : false, \"applications\" : \\[\\{\"name\" : \"DefaultApplication\","
                        + " \"tier\" : \"Unlimited\", \"id\" : \\d+, \"callbackUrl\" : \"\","
                        + " \"status\" : \"APPROVED\", \"description\" : \"\", \"apiCount\" : 0,"
                        + " \"groupId\" : \"\"}]}");
    }

    @Test
    void applicationsAreAddedChangedAndRemoved() {
        door.login("admin");
        String add = "action=addApplication&application=Mine&tier=Gold&callbackUrl=&description=";
        String file = "application/application-add/ajax/application-add.jag";
        assertThat(post(file, add)).isEqualTo("{\"error\" : false, \"status\" : \"APPROVED\"}");
        assertThat(post(file, add))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\" A duplicate application already exists by the name - Mine\"}");
        assertThat(post(file, add.replace("Mine", "a<b")))
                .isEqualTo("{\"error\" : true, \"message\" : \"Invalid inputs [\\\"application\\\"]\"}");
        assertThat(post(
                        "application/application-update/ajax/application-update.jag",
                        "action=updateApplication&applicationOld=Mine&applicationNew=Yours&tier=Unlimited"
                                + "&callbackUrlNew=&descriptionNew=d"))
                .isEqualTo(OK);
        assertThat(post(
                        "application/application-update/ajax/application-update.jag",
                        "action=updateApplication&applicationOld=Yours&applicationNew=DefaultApplication"
                                + "&tier=Unlimited&callbackUrlNew=&descriptionNew=d"))
                .contains("\" An application already exist by the name DefaultApplication\"");
        assertThat(get("application/application-list/ajax/application-list.jag"
                        + "?action=getApplicationByName&applicationName=Yours"))
                .contains("\"name\" : \"Yours\", \"tier\" : \"Unlimited\"")
                .endsWith("\"description\" : \"d\", \"revision\" : 2}}");
        assertThat(post(
                        "application/application-update/ajax/application-update.jag",
                        "action=updateApplication&applicationOld=Yours&applicationNew=Ours&tier=Unlimited&revision=1"
                                + "&callbackUrlNew=&descriptionNew=d"))
                .isEqualTo("{\"error\" : true, \"message\" : \" Application Yours has been changed meanwhile: it is at"
                        + " revision 2, and was at revision 1 when it was read. What is stored differs from what was sent"
                        + " in name. Nothing has been saved.\"}");
        String remove = "application/application-remove/ajax/application-remove.jag";
        assertThat(post(remove, "action=removeApplication&application=Yours")).isEqualTo(OK);
        assertThat(post(remove, "action=removeApplication&application=Yours"))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\"Error occurred while executing the action removeApplication\"}");
    }

    @Test
    void whyThereIsNoSubscriptionIsSaidInTheWordsOfOld() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        ApiId draft = new ApiId(Fixtures.ADMIN, "Draft", "1");
        door.apis.add(Fixtures.api(draft, "/draft").withStatus(ApiStatus.CREATED), Fixtures.creation());
        door.login("admin");
        String number = defaultApplication();
        String gold = "action=addSubscription&tier=Gold&applicationId=" + number;
        subscribe(gold + PHONE);
        assertThat(subscribe(gold + PHONE))
                .isEqualTo(refused("Subscription already exists for API PhoneVerification in Application " + number));
        assertThat(subscribe(gold + "&name=Draft&version=1&provider=admin"))
                .isEqualTo(refused("Subscriptions not allowed on APIs in the state: CREATED"));
        door.subscriptions.decide(
                door.subscriptions.between(Fixtures.phoneVerification().id(), Long.parseLong(number)),
                SubscriptionStatus.BLOCKED,
                new Decision(Fixtures.ADMIN, Instant.EPOCH, "Too many calls"));
        assertThat(subscribe(gold.replace("Gold", "Unlimited") + PHONE))
                .isEqualTo(refused(
                        "Subscription to API PhoneVerification through application " + number + " was blocked"));
        for (String list : List.of(
                "getSubscriptionByApplication&app=DefaultApplication",
                "getAllSubscriptions&selectedApp=DefaultApplication")) {
            assertThat(get("subscription/subscription-list/ajax/subscription-list.jag?action=" + list))
                    .containsOnlyOnce("\"statusReason\" : \"Too many calls\"");
        }
    }

    private static String refused(String reason) {
        return "{\"error\" : true, \"message\" : \" Error while adding subscription for user: admin. Reason: " + reason
                + "\"}";
    }

    @Test
    void subscribingByNameAndByNumber() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        door.login("admin");
        assertThat(subscribe("action=addAPISubscription&tier=Gold&applicationName=DefaultApplication" + PHONE))
                .isEqualTo(OK);
        assertThat(subscribe("action=addAPISubscription&tier=Gold&applicationName=None" + PHONE))
                .isEqualTo("{\"error\" : true, \"message\" : \"org.wso2.carbon.apimgt.api.APIManagementException: "
                        + "Application None does not exist for user admin\"}");
        String byNumber = "action=addSubscription&tier=Unlimited&applicationId=" + defaultApplication() + PHONE;
        assertThat(subscribe(byNumber)).isEqualTo("{\"error\" : false, \"status\" : \"UNBLOCKED\"}");
        assertThat(subscribe(byNumber.replace("Unlimited", "Bronze")))
                .isEqualTo("{\"error\" : true, \"message\" : \" Error while adding subscription for user: admin."
                        + " Reason: Tier Bronze is not allowed for API PhoneVerification-1.0.0."
                        + " Only [Gold, Unlimited] Tiers are alllowed.\"}");
        assertThat(subscribe(byNumber.replace("applicationId=", "applicationId=x")))
                .contains("Invalid inputs [\\\"applicationId\\\"]");
        assertThat(get("subscription/subscription-list/ajax/subscription-list.jag"
                        + "?action=getSubscriptionByApplication&app=DefaultApplication"))
                .startsWith("{\"error\" : false, \"apis\" : [{\"apiName\" : \"PhoneVerification\","
                        + " \"apiVersion\" : \"1.0.0\", \"apiProvider\" : \"admin\", \"description\" : \"Verifies")
                .contains("\"subscribedTier\" : \"Gold\", \"status\" : \"UNBLOCKED\"}");
        String remove = "subscription/subscription-remove/ajax/subscription-remove.jag";
        assertThat(post(remove, "action=removeSubscription&applicationName=None" + PHONE))
                .isEqualTo("{\"error\" : true, \"message\" : \"Invalid application name 'None' specified\"}");
        assertThat(post(remove, "action=removeSubscription&applicationName=DefaultApplication" + PHONE))
                .isEqualTo(OK);
    }

    @Test
    void anUnknownApplicationsSubscriptionsAreNotFound() {
        door.login("admin");
        HttpResponse<String> answer = door.http.get(
                StoreDoor.BLOCKS
                        + "subscription/subscription-list/ajax/subscription-list.jag?action=getSubscriptionByApplication&app=x");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"subscriptionCallbackResponse\" : {\"error\" : \"true\", \"message\" : "
                        + "\" Application x does not exist for user admin\"}}");
    }

    @Test
    void keysAreGeneratedListedRenewedAndConfined() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        door.login("admin");
        subscribe("action=addAPISubscription&tier=Gold&applicationName=DefaultApplication" + PHONE);
        String key = "ck" + defaultApplication();
        String order = "&application=DefaultApplication&keytype=PRODUCTION&callbackUrl=&authorizedDomains=ALL"
                + "&validityTime=360000&selectedAppID=1";
        assertThat(subscribe("action=generateApplicationKey" + order))
                .startsWith("{\"error\" : false, \"data\" : {\"key\" : {\"keyState\" : \"APPROVED\","
                        + " \"consumerKey\" : \"" + key + "\", \"consumerSecret\" : \"secret-of-" + key
                        + "\", \"appDetails\" : \"{")
                .contains("\"accessToken\" : \"at-" + key + "\", \"validityTime\" : 3600, \"tokenDetails\" : \"")
                .endsWith("\"tokenScope\" : [\"default\"], \"enableRegenarate\" : true,"
                        + " \"accessallowdomains\" : \"ALL\"}}}");
        assertThat(get("subscription/subscription-list/ajax/subscription-list.jag?action=getAllSubscriptions"))
                .contains("\"prodKey\" : \"at-" + key + "\", \"prodKeyScope\" : \"Default\"")
                .contains("\"sandboxKey\" : null")
                .contains("\"subscriptions\" : [{\"name\" : \"PhoneVerification\"")
                .endsWith("\"totalLength\" : 1}}");
        assertThat(subscribe("action=updateAccessAllowDomains&authorizedDomains=b.com,a.com&oldAccessToken=at-" + key))
                .isEqualTo(OK);
        assertThat(get("subscription/subscription-list/ajax/subscription-list.jag?action=getAllSubscriptions"))
                .contains("\"prodAuthorizedDomains\" : \"a.com, b.com\"");
        assertThat(subscribe(
                        "action=refreshToken&clientId=" + key + "&clientSecret=s&oldAccessToken=at-" + key + order))
                .startsWith("{\"error\" : false, \"data\" : {\"key\" : {\"accessToken\" : \"next\","
                        + " \"consumerKey\" : \"" + key + "\", \"consumerSecret\" : \"" + key + "\"");
    }

    @Test
    void whatCannotBeGeneratedIsToldInOneSentence() {
        door.login("admin");
        String message = "{\"error\" : true, \"message\" : "
                + "\"Error occurred while executing the action generateApplicationKey\"}";
        assertThat(subscribe("action=generateApplicationKey&application=x&keytype=PRODUCTION"))
                .isEqualTo(message);
        assertThat(subscribe("action=generateApplicationKey&application=DefaultApplication&keytype=GOLD"))
                .isEqualTo(message);
        assertThat(subscribe("action=refreshToken&application=DefaultApplication&keytype=SANDBOX&clientId=c"
                        + "&oldAccessToken=o"))
                .isEqualTo("{\"error\" : true, \"message\" : "
                        + "\" Error while renewing Access Token for Consumer Key c and user admin\"}");
    }

    @Test
    void publishedApisAreListed() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        door.login("admin");
        assertThat(get("api/listing/ajax/list.jag?action=getAllPublishedAPIs&tenant=carbon.super"))
                .startsWith("{\"error\" : false, \"apis\" : [{\"name\" : \"PhoneVerification\","
                        + " \"provider\" : \"admin\", \"version\" : \"1.0.0\", \"context\" : \"/phone/1.0.0\","
                        + " \"status\" : \"Deployed\", \"thumbnailurl\" : \"images/api-default.png\","
                        + " \"visibility\" : \"public\", \"visibleRoles\" : \"\", \"description\" : \"Verifies")
                .endsWith("\"apiOwner\" : \"admin\", \"isAdvertiseOnly\" : false}]}");
        assertThat(
                        get(
                                "api/listing/ajax/list.jag?action=getAllPaginatedPublishedAPIs&start=0&end=5&returnAPITags=true"))
                .endsWith("\"apiBusinessOwner\" : \"Sales\", \"tiers\" : [\"Gold\", \"Unlimited\"],"
                        + " \"tags\" : \"phone,checkNumbers\"}]}");
        assertThat(get("api/listing/ajax/list.jag?action=getAllPaginatedPublishedAPIs&start=1&end=5"))
                .isEqualTo("{\"error\" : false, \"apis\" : []}");
    }

    @Test
    void whatIsOnlyAdvertisedIsToldToScripts() {
        door.apis.add(
                Fixtures.phoneVerification().withOriginal(new Original("https://far.example.com/store", "ann")),
                Fixtures.creation());
        door.login("admin");
        assertThat(get("api/listing/ajax/list.jag?action=getAllPublishedAPIs&tenant=carbon.super"))
                .endsWith("\"apiOwner\" : \"ann\", \"isAdvertiseOnly\" : true}]}");
    }

    @Test
    void scriptsSearchByPrefixesAndOtherwiseByName() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        door.login("admin");

        assertThat(search("query=verif"))
                .startsWith(
                        "{\"error\" : false, \"result\" : [{\"name\" : \"PhoneVerification\", \"provider\" : \"admin\"")
                .endsWith("\"isAdvertiseOnly\" : false, \"rates\" : 0.0, \"endpoint\" : \"\"}]}");
        for (String found : List.of(
                "Name:PHONE",
                "provider:admin",
                "Version:1.0",
                "context:*phone*",
                "Description:verifies",
                "Subcontext:/checkphone",
                "tags:phone+name:verif")) {
            assertThat(search("query=" + found)).as(found).contains("PhoneVerification");
        }
        String none = "{\"error\" : false, \"result\" : []}";
        for (String nothing : List.of("admin", "two%20words", "Name:admin", "doc:phone", "verif&start=1")) {
            assertThat(search("query=" + nothing)).as(nothing).isEqualTo(none);
        }
        String missing =
                "{\"error\" : true, \"message\" : \"Search term is missing. Try again with valid search query.\"}";
        for (String without : List.of("", "name:", "%20", "doc:%20", "\"\"")) {
            assertThat(search("query=" + without.replace("\"", "%22")))
                    .as(without)
                    .isEqualTo(missing);
        }
        assertThat(search("query=owner:x")).contains("\"error\" : true", "search: owner: (expected: one of context:");
        assertThat(search("query=" + "x".repeat(5_000))).contains("\"error\" : true", "expected: at most 200");
    }

    private String search(String parameters) {
        return get("search/api-search/ajax/search.jag?action=searchAPIs&" + parameters);
    }

    @Test
    void aThumbnailIsToldAndServedToWhoSeesItsApi() {
        Api phone = withThumbnail(Fixtures.phoneVerification());
        door.apis.add(phone, Fixtures.creation());
        String address = "/store/apis/thumbnail?name=PhoneVerification&version=1.0.0&provider=admin";

        HttpResponse<String> seen = door.http.get(address);
        assertThat(seen.statusCode()).as("a stranger, of a public API").isEqualTo(200);
        assertThat(seen.body()).isEqualTo("GIF89a");
        assertThat(seen.headers().allValues("Content-Type")).containsExactly("image/gif");
        assertThat(seen.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(seen.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox; frame-ancestors 'none'");
        assertThat(door.http.get("/store/apis/list").body())
                .contains("<img class=\"gh-tile\" src=\"" + address.replace("&", "&amp;") + "\"");
        door.login("admin");
        assertThat(get("api/listing/ajax/list.jag?action=getAllPublishedAPIs"))
                .contains("\"thumbnailurl\" : \"" + address + "\"");
        assertThat(subscribe("action=addSubscription&tier=Gold&applicationId=" + defaultApplication() + PHONE))
                .contains("\"error\" : false");
        assertThat(get("subscription/subscription-list/ajax/subscription-list.jag?action=getAllSubscriptions"))
                .contains("\"thumburl\" : \"" + address + "\"");
    }

    @Test
    void aThumbnailIsNotThereForWhoDoesNotSeeItsApi() {
        Api phone = withThumbnail(Fixtures.phoneVerification());
        String address = "/store/apis/thumbnail?version=1.0.0&provider=admin&name=";
        door.apis.add(phone.withStatus(ApiStatus.CREATED), Fixtures.creation());
        Api hidden = withThumbnail(Fixtures.api(new ApiId(Fixtures.ADMIN, "Hidden", "1.0.0"), "/hidden/{version}"));
        door.apis.add(hidden.withVisibility(new Visibility(Visibility.Level.PRIVATE, Set.of())), Fixtures.creation());
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Plain", "1.0.0"), "/plain/{version}"), Fixtures.creation());

        assertThat(door.http.get(address + "PhoneVerification").statusCode()).isEqualTo(404);
        assertThat(door.http.get(address + "Hidden").statusCode()).isEqualTo(404);
        assertThat(door.http.get(address + "Plain").statusCode()).isEqualTo(404);
        assertThat(door.http.get(address + "Nosuch").statusCode()).isEqualTo(404);
        door.login("admin");
        assertThat(door.http.get(address + "Hidden").statusCode()).isEqualTo(200);
        assertThat(door.http.get(address + "PhoneVerification").statusCode())
                .as("not published")
                .isEqualTo(404);
    }

    @Test
    void aWsdlIsServedToWhoSeesItsApiWithTheAddressesOfTheGateways() {
        door.apis.add(withWsdl(Fixtures.phoneVerification()), Fixtures.creation());
        Api hidden = withWsdl(Fixtures.api(new ApiId(Fixtures.ADMIN, "Hidden", "1.0.0"), "/hidden/{version}"));
        door.apis.add(hidden.withVisibility(new Visibility(Visibility.Level.PRIVATE, Set.of())), Fixtures.creation());
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Plain", "1.0.0"), "/plain/{version}"), Fixtures.creation());
        String address = "/store/apis/wsdl?version=1.0.0&provider=admin&name=";

        HttpResponse<String> seen = door.http.get(address + "PhoneVerification");
        assertThat(seen.statusCode()).as("a stranger, of a public API").isEqualTo(200);
        assertThat(seen.body())
                .contains("location=\"https://gw.example:8243/phone/1.0.0\"")
                .doesNotContain("http://back");
        assertThat(seen.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"PhoneVerification-1.0.0.wsdl\"");
        assertThat(door.http.get("/store/apis/list").body())
                .contains("href=\"/store/apis/wsdl?name=PhoneVerification&amp;version=1.0.0&amp;provider=admin\"")
                .doesNotContain("wsdl?name=Plain");
        for (String none : List.of("Hidden", "Plain", "Nosuch")) {
            assertThat(door.http.get(address + none).statusCode()).as(none).isEqualTo(404);
        }
        door.login("admin");
        assertThat(door.http.get(address + "Hidden").statusCode()).isEqualTo(200);
    }

    private Api withWsdl(Api api) {
        Wsdl wsdl = Wsdl.of("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><service name='S'><port name='P'>"
                + "<address xmlns='http://schemas.xmlsoap.org/wsdl/soap/' location='http://back/'/></port></service>"
                + "</definitions>");
        new Wsdls(door.registry).put(api.id(), wsdl);
        return api.withDescription(api.description().withWsdl(Wsdls.path(api.id(), wsdl)));
    }

    private Api withThumbnail(Api api) {
        Thumbnail picture = Thumbnail.of("GIF89a".getBytes(StandardCharsets.US_ASCII));
        new Thumbnails(door.registry).put(api.id(), picture);
        return api.withDescription(api.description().withThumbnail(Thumbnails.path(api.id(), picture)));
    }

    @Test
    void forbiddenCharactersAreNamedBeforeAnythingElse() {
        assertThat(subscribe("action=addSubscription&name=a<b&version=1/0&provider=x/y"))
                .isEqualTo("{\"error\" : true, \"message\" : \"Invalid inputs [\\\"name\\\", \\\"version\\\"]\"}");
    }

    @Test
    void aBrowserHasToSendTheTokenOfAPageAlong() {
        door.login("admin");
        String page = door.http.get("/store/apis/list").body();
        String mark = "name=\"csrf_token\" value=\"";
        int start = page.indexOf(mark) + mark.length();
        String token = page.substring(start, page.indexOf('"', start));
        String message = "Invalid CSRF Token please try refreshing the page.";
        assertThat(subscribe("action=addSubscription")).doesNotContain(message);
        assertThat(subscribe("X-CSRFToken", "")).contains(message);
        assertThat(subscribe("X-CSRFToken", token)).doesNotContain(message);
    }

    /** As a page of the store does. */
    private String subscribe(String header, String value) {
        return door.http
                .send(HttpRequest.newBuilder(URI.create(door.http.address() + StoreDoor.SUBSCRIBE))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", door.http.address())
                        .header(header, value)
                        .POST(HttpRequest.BodyPublishers.ofString("action=addSubscription")))
                .body();
    }

    private String defaultApplication() {
        String list = get("application/application-list/ajax/application-list.jag?action=getApplications");
        String after = list.substring(list.indexOf("\"id\" : ") + 7);
        return after.substring(0, after.indexOf(','));
    }

    private String subscribe(String form) {
        return door.http
                .postText(StoreDoor.SUBSCRIBE, "application/x-www-form-urlencoded", form)
                .body();
    }

    private String post(String file, String form) {
        return door.http
                .postText(StoreDoor.BLOCKS + file, "application/x-www-form-urlencoded", form)
                .body();
    }

    private String get(String file) {
        return door.http.get(StoreDoor.BLOCKS + file).body();
    }
}
