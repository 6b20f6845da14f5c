package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an API was: seen, compared, and served again at the next call after somebody went back to it. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RevisionsIT {
    private static final String TOKEN = "name=\"csrf_token\" value=\"([^\"]+)\"";
    private static final String SEEN = "name=\"revision\" value=\"(\\d+)\"";
    private static final String TENANT = "past.example";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("past");
    private final Http http = new Http();

    RevisionsIT(Server server) {
        this.server = server;
        this.client = new Client(server).signIn();
        signIn(http, "admin", "admin");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void whatWasThereIsComparedAndServedAgain() {
        client.add(form("Restored", "/restored").resource("/old", "GET", "None"))
                .publish("Restored");
        assertThat(status("/restored/1.0.0/old")).isEqualTo(200);
        client.update(form("Restored", "/restored").resource("/newer", "GET", "None"));
        client.update(form("Restored", "/restored")
                .with("description", "With words")
                .with(
                        "swagger",
                        "openapi: 3.0.0\ninfo: {title: R, version: 1.0.0}\npaths: {/newest: {get:"
                                + " {x-auth-type: None, responses: {200: {description: OK}}}}}"));
        assertThat(status("/restored/1.0.0/newest")).isEqualTo(200);
        assertThat(status("/restored/1.0.0/old")).isEqualTo(403);

        assertThat(page("", "Restored")).contains(">Created<", "description, resources, definition");
        assertThat(page("/compare", "Restored", "&from=1&to=3"))
                .contains("<code>GET /old</code>", "<code>GET /newer</code>")
                .contains("url-mapping=&quot;/newer&quot;", "url-mapping=&quot;/old&quot;");
        assertThat(page("/compare", "Restored", "&from=1"))
                .contains("OpenAPI 3.0", "With words", "<code>GET /newest</code>");
        HttpResponse<String> sent = back("Restored", "1", seen("Restored", "1"));

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        assertThat(status("/restored/1.0.0/old")).isEqualTo(200);
        assertThat(status("/restored/1.0.0/newest")).isEqualTo(403);
        assertThat(client.status("Restored")).isEqualTo("PUBLISHED");
        assertThat(page("", "Restored"))
                .contains("Restored 1.0.0 is as it was at revision 1, on all gateways.", "Went back to revision 1");
        assertThat(page("/compare", "Restored", "&from=1")).contains("Nothing differs");
    }

    @Test
    void whoIsOvertakenDoesNotGoBack() {
        client.add(form("RestoredTwice", "/restored-twice").resource("/old", "GET", "None"))
                .publish("RestoredTwice");
        client.update(form("RestoredTwice", "/restored-twice").resource("/newer", "GET", "None"));
        String seen = seen("RestoredTwice", "1");
        client.update(form("RestoredTwice", "/restored-twice").resource("/newest", "GET", "None"));

        HttpResponse<String> told = back("RestoredTwice", "1", seen);

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body()).contains("It has been changed meanwhile");
        assertThat(status("/restored-twice/1.0.0/newest")).isEqualTo(200);
        assertThat(status("/restored-twice/1.0.0/old")).isEqualTo(403);
    }

    @Test
    void theNewestAreKept() {
        client.add(form("RestoredOften", "/restored-often").open());
        for (int i = 1; i < 60; i++) {
            client.update(form("RestoredOften", "/restored-often")
                    .with("description", "Save " + i)
                    .open());
        }

        String list = page("", "RestoredOften");

        assertThat(Pattern.compile("<th scope=\"row\">").matcher(list).results())
                .hasSize(50);
        assertThat(list).contains("to=11\"").doesNotContain("to=10\"");
        assertThat(http.get(address("/compare", "RestoredOften", "&from=10")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodyElseSeesThem() {
        client.add(form("RestoredSecret", "/restored-secret").open());
        client.update(form("RestoredSecret", "/restored-secret")
                .with("description", "Nobody reads this")
                .open());
        UserAdmin.said(
                server,
                "admin",
                "admin",
                "<addUser><userName>past-reader</userName><password>past-secret</password>"
                        + "<roles>Internal/subscriber</roles></addUser>");
        HttpResponse<String> added = UserAdmin.said(
                server,
                "TenantMgtAdminService",
                "http://services.mgt.tenant.carbon.wso2.org",
                "admin",
                "admin",
                "<addTenant><tenantInfoBean><active>true</active><admin>eve</admin><adminPassword>eve-secret</adminPassword>"
                        + "<email>eve@" + TENANT + "</email><firstname>Eve</firstname><lastname>Else</lastname>"
                        + "<tenantDomain>" + TENANT + "</tenantDomain></tenantInfoBean></addTenant>");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        Http stranger = new Http();
        Http reader = new Http();
        attempt(reader, "past-reader", "past-secret");
        Http elsewhere = new Http();
        signIn(elsewhere, "eve@" + TENANT, "eve-secret");

        for (String part : new String[] {"", "/compare", "/back"}) {
            String page = address(part, "RestoredSecret", "&from=1&to=1");
            for (Http other : new Http[] {stranger, reader, elsewhere}) {
                HttpResponse<String> answer = other.get(page);
                assertThat(answer.statusCode()).as(page).isIn(302, 403, 404);
                assertThat(answer.body()).doesNotContain("Nobody reads this");
            }
            assertThat(elsewhere.get(page).statusCode()).isEqualTo(404);
        }
        assertThat(page("/compare", "RestoredSecret", "&from=1")).contains("Nobody reads this");
    }

    private ApiForm form(String name, String context) {
        return new ApiForm(name, context, backend.address());
    }

    private int status(String path) {
        return client.call("http://localhost:" + server.gateway() + path).statusCode();
    }

    private String page(String part, String api, String... more) {
        HttpResponse<String> answer = http.get(address(part, api, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String address(String part, String api, String... more) {
        return door() + "/apis/revisions" + part + "?name=" + api + "&version=1.0.0&provider=admin"
                + String.join("", more);
    }

    private String door() {
        return "https://localhost:" + server.https() + "/publisher";
    }

    private String seen(String api, String to) {
        return found(page("/back", api, "&to=" + to), SEEN);
    }

    private HttpResponse<String> back(String api, String to, String seen) {
        String token = found(page("/back", api, "&to=" + to), TOKEN);
        return http.postForm(address("/back", api), Map.of("to", to, "revision", seen, "csrf_token", token));
    }

    private void signIn(Http browser, String user, String password) {
        assertThat(attempt(browser, user, password)).isEqualTo(302);
    }

    private int attempt(Http browser, String user, String password) {
        String page = door() + "/site/pages/login.jag";
        Map<String, String> form = new LinkedHashMap<>(Map.of("username", user, "password", password));
        form.put("csrf_token", found(browser.get(page).body(), TOKEN));
        return browser.postForm(page, form).statusCode();
    }

    private static String found(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
