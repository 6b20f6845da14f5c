package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two who change one thing, from what both have read: the later one is told, and nothing of the earlier one is lost. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RevisionIT {
    private static final String UPDATE_API = "item-add/ajax/add.jag";
    private static final String LIFE = "life-cycles/ajax/life-cycles.jag";

    private final Client client;
    private final Backend backend = new Backend("before");
    private final Backend moved = new Backend("moved");
    private final String gateway;
    private final String base;

    RevisionIT(Server server) {
        this.gateway = "http://localhost:" + server.gateway();
        this.client = new Client(server).signIn();
        this.base = "https://localhost:" + server.https();
    }

    @AfterAll
    void close() {
        backend.close();
        moved.close();
    }

    @Test
    void ofTwoTabsWithAnApplicationTheLaterOneIsTold() {
        client.addApplication("Revised");
        Tab first = new Tab(base).signIn("/store");
        Tab second = new Tab(base).signIn("/store");
        String path = first.found("/store/site/pages/applications.jag", "href=\"([^\"]+id=\\d+)\">Revised<");
        String revision = first.revision(path);
        assertThat(second.revision(path)).isEqualTo(revision);

        assertThat(first.save(path, revision, "By the first tab").statusCode()).isEqualTo(302);
        HttpResponse<String> told = second.save(path, revision, "By the second tab");

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains("It has been changed meanwhile", "differs from what was sent in description")
                .contains("value=\"By the second tab\"");
        assertThat(first.page(path)).contains("value=\"By the first tab\"");
        String now = Tab.find(told.body(), Tab.REVISION);
        assertThat(second.save(path, now, "By the second tab, knowing").statusCode())
                .isEqualTo(302);
        assertThat(first.page(path)).contains("value=\"By the second tab, knowing\"");
    }

    @Test
    void ofTwoScriptsWithALiveApiTheLaterOneIsToldAndTheGatewayKeepsTheEarlier() {
        client.add(new ApiForm("Revised", "/revised", backend.address()).open()).publish("Revised");
        String revision = read().path("revision").asText();
        ApiForm earlier = new ApiForm("Revised", "/revised", moved.address()).open();
        Client.good(
                client.publisher(UPDATE_API, earlier.with("revision", revision).fields("updateAPI")));

        ApiForm later =
                new ApiForm("Revised", "/revised", backend.address()).open().with("description", "Later");
        JsonNode told = Client.json(
                client.publisher(UPDATE_API, later.with("revision", revision).fields("updateAPI")));

        assertThat(told.path("error").asBoolean()).isTrue();
        assertThat(told.path("message").asText())
                .contains("Revised 1.0.0 has been changed meanwhile by admin at ", "PUBLISHED")
                .contains("differs from what was sent in description, end point. Nothing has been saved.");
        assertThat(client.call(gateway + "/revised/1.0.0/x").body()).contains("moved");
        assertThat(read().path("description").asText()).isEmpty();
        JsonNode step = Client.json(client.publisher(LIFE, step(revision)));
        assertThat(step.path("message").asText()).contains("changed meanwhile", "It stays as it is.");
        assertThat(client.status("Revised")).isEqualTo("PUBLISHED");

        String now = read().path("revision").asText();
        Client.good(client.publisher(UPDATE_API, later.with("revision", now).fields("updateAPI")));
        assertThat(client.call(gateway + "/revised/1.0.0/x").body()).contains("before");
        client.update(earlier.with("revision", ""));
        assertThat(client.call(gateway + "/revised/1.0.0/x").body())
                .as("scripts of old send none")
                .contains("moved");
    }

    @Test
    void ofTwoTabsWithAnApiTheLaterOneIsToldAndCallsGoOn() {
        client.add(new ApiForm("RevisedTwice", "/revised-twice", backend.address())
                        .with("description", "As it was")
                        .open())
                .publish("RevisedTwice");
        Tab first = new Tab(base).signIn("/publisher");
        Tab second = new Tab(base).signIn("/publisher");
        String path = "/publisher/apis/edit?name=RevisedTwice&version=1.0.0&provider=admin";
        String revision = first.revision(path);
        assertThat(second.revision(path)).isEqualTo(revision);
        Map<String, String> fields = Map.of("tier-Unlimited", "on", "tags", "first", "revision", revision);

        assertThat(first.send(path, path, fields).statusCode()).isEqualTo(302);
        HttpResponse<String> told = second.send(
                path, path, Map.of("tier-Unlimited", "on", "description", "By the second tab", "revision", revision));

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains("It has been changed meanwhile", "differs from what was sent in description, tags.")
                .contains("By the second tab</textarea>");
        assertThat(second.page(path)).contains("value=\"first\"").doesNotContain("By the second tab");
        assertThat(client.call(gateway + "/revised-twice/1.0.0/x").body()).contains("before");
    }

    @Test
    void whatHasChangedSinceTheListWasShownIsNotPublishedUnseen() {
        ApiForm form = new ApiForm("RevisedDraft", "/revised-draft", backend.address()).open();
        client.add(form);
        Tab first = new Tab(base).signIn("/publisher");
        String list = "/publisher/apis?query=RevisedDraft";
        String revision = first.revision(list);
        client.update(form.with("description", "Changed meanwhile"));

        HttpResponse<String> told = publish(first, list, revision);

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body()).contains("RevisedDraft 1.0.0 is not published yet");
        assertThat(client.status("RevisedDraft")).isEqualTo("CREATED");
        assertThat(publish(first, list, Tab.find(told.body(), Tab.REVISION)).statusCode())
                .isEqualTo(302);
        assertThat(client.status("RevisedDraft")).isEqualTo("PUBLISHED");
    }

    private static HttpResponse<String> publish(Tab tab, String list, String revision) {
        return tab.send(
                list,
                "/publisher/apis/publish",
                Map.of("provider", "admin", "name", "RevisedDraft", "version", "1.0.0", "revision", revision));
    }

    private static Map<String, String> step(String revision) {
        return Map.of(
                "action", "updateStatus",
                "name", "Revised",
                "version", "1.0.0",
                "provider", "admin",
                "status", "BLOCKED",
                "publishToGateway", "true",
                "revision", revision);
    }

    private JsonNode read() {
        return Client.good(client.publisher(
                        "listing/ajax/item-list.jag",
                        Map.of("action", "getAPI", "name", "Revised", "version", "1.0.0", "provider", "admin")))
                .path("api");
    }

    /** A browser's tab, without the browser. */
    private record Tab(Http http, String base) {
        private static final String REVISION = "name=\"revision\" value=\"(\\d+)\"";
        private static final String TOKEN = "name=\"csrf_token\" value=\"([^\"]+)\"";

        private Tab(String base) {
            this(new Http(), base);
        }

        private Tab signIn(String door) {
            String page = door + "/site/pages/login.jag";
            assertThat(send(page, page, Map.of("username", "admin", "password", "admin"))
                            .statusCode())
                    .isEqualTo(302);
            return this;
        }

        private String page(String path) {
            return http.get(base + path).body();
        }

        private String revision(String path) {
            return found(path, REVISION);
        }

        private String found(String path, String pattern) {
            return find(page(path), pattern);
        }

        private HttpResponse<String> save(String path, String revision, String description) {
            return send(
                    path,
                    path,
                    Map.of(
                            "application",
                            "Revised",
                            "tier",
                            "Unlimited",
                            "revision",
                            revision,
                            "description",
                            description));
        }

        private HttpResponse<String> send(String page, String path, Map<String, String> fields) {
            Map<String, String> form = new LinkedHashMap<>(fields);
            form.put("csrf_token", found(page, TOKEN));
            return http.postForm(base + path, form);
        }

        private static String find(String text, String pattern) {
            Matcher found = Pattern.compile(pattern).matcher(text);
            assertThat(found.find()).as(text).isTrue();
            return found.group(1);
        }
    }
}
