package org.gatehouse.rest.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to an API: its life, definition, revisions, documents, subscriptions and thumbnail; and the tiers. */
final class PartsTest {
    private static final String YAML =
            "openapi: 3.1.0\ninfo: {title: W, version: 1.0.0}\npaths:\n  /tomorrow: {get: {responses: {'200': {description: OK}}}}\n";

    private final RestDoor door = new RestDoor();

    @BeforeEach
    void anApi() {
        assertThat(door.json("POST", RestDoor.PATH + "/apis", RestDoor.WEATHER).statusCode())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anApiMovesThroughItsLife() {
        String life = RestDoor.ID + "/lifecycle";
        HttpResponse<String> begun = door.get(life);
        assertThat(RestDoor.tree(begun).path("targets"))
                .extracting(JsonNode::asText)
                .containsExactly("PROTOTYPED", "PUBLISHED", "DEPRECATED", "RETIRED", "BLOCKED");

        HttpResponse<String> moved =
                door.json("POST", life, "{\"status\":\"PUBLISHED\"}", "If-Match", RestDoor.etag(begun));

        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(RestDoor.tree(moved).path("status").asText()).isEqualTo("PUBLISHED");
        assertThat(RestDoor.tree(moved).path("history").findValuesAsText("to")).containsExactly("CREATED", "PUBLISHED");
        assertThat(RestDoor.etag(moved)).isEqualTo("\"2\"");
        assertThat(RestDoor.type(door.json("POST", life, "{\"status\":\"BLOCKED\"}", "If-Match", "\"1\"")))
                .isEqualTo("precondition-failed");
        for (String wrong : new String[] {
            "{}",
            "{\"status\":\"GONE\"}",
            "{\"status\":\"BLOCKED\",\"now\":true}",
            "{\"status\":\"BLOCKED\",\"applyToGateways\":\"yes\"}"
        }) {
            assertThat(RestDoor.type(door.json("POST", life, wrong))).as(wrong).isEqualTo("invalid");
        }
        assertThat(RestDoor.tree(door.get(life)).path("status").asText()).isEqualTo("PUBLISHED");
    }

    @Test
    void aDefinitionTakesThePlaceOfAnother() {
        String place = RestDoor.ID + "/definition";
        HttpResponse<String> generated = door.ask("GET", place, "", "Accept", "application/json");
        assertThat(RestDoor.tree(generated).at("/paths").has("/today")).isTrue();
        assertThat(door.ask("GET", place, "", "Accept", "application/yaml")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/yaml");
        assertThat(RestDoor.type(door.ask("PUT", place, YAML, "Content-Type", "application/yaml")))
                .isEqualTo("precondition-required");

        HttpResponse<String> written =
                door.ask("PUT", place, YAML, "Content-Type", "application/yaml", "If-Match", RestDoor.etag(generated));

        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(RestDoor.tree(written).at("/resources/0/path").asText()).isEqualTo("/tomorrow");
        assertThat(door.get(place).body()).contains("openapi: 3.1.0", "/tomorrow");
        HttpResponse<String> rewritten = door.ask("GET", place, "", "Accept", "application/json");
        assertThat(rewritten.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(RestDoor.tree(rewritten).path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(RestDoor.tree(rewritten).at("/paths").has("/tomorrow")).isTrue();
        HttpResponse<String> refused =
                door.ask("PUT", place, "openapi: [3.0.0", "Content-Type", "application/yaml", "If-Match", "*");
        assertThat(RestDoor.type(refused)).isEqualTo("invalid");
        assertThat(refused.body()).contains("Invalid Swagger definition", "line 1");
    }

    @Test
    void anApiGoesBackToWhatItWas() {
        HttpResponse<String> read = door.get(RestDoor.ID);
        door.json("PUT", RestDoor.ID, read.body().replace("\"sky\"", "\"sea\""), "If-Match", "\"1\"");
        JsonNode revisions = RestDoor.tree(door.get(RestDoor.ID + "/revisions"));
        assertThat(revisions.path("total").asInt()).isEqualTo(2);
        assertThat(revisions.at("/items/0/changed/0").asText()).isEqualTo("tags");

        String restore = RestDoor.ID + "/revisions/1/restore";
        assertThat(RestDoor.type(door.ask("POST", restore, ""))).isEqualTo("precondition-required");
        assertThat(RestDoor.type(door.ask("POST", restore, "", "If-Match", "\"1\"")))
                .isEqualTo("precondition-failed");
        HttpResponse<String> back = door.ask("POST", restore, "", "If-Match", "\"2\"", "Idempotency-Key", "back");

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(RestDoor.tree(back).at("/tags/0").asText()).isEqualTo("sky");
        HttpResponse<String> again = door.ask("POST", restore, "", "If-Match", "\"2\"", "Idempotency-Key", "back");
        assertThat(again.body()).isEqualTo(back.body());
        for (String number : new String[] {"9", "0", "-1", "x", "99999999999999999999"}) {
            assertThat(RestDoor.type(
                            door.ask("POST", RestDoor.ID + "/revisions/" + number + "/restore", "", "If-Match", "*")))
                    .isEqualTo("not-found");
        }
    }

    @Test
    void documentsComeChangeAndGo() {
        String documents = RestDoor.ID + "/documents";
        HttpResponse<String> text = door.json(
                "POST",
                documents,
                "{\"name\":\"How/to ü\",\"content\":{\"mediaType\":\"text/markdown\",\"text\":\"# Höhe\"}}");
        assertThat(text.statusCode()).as(text.body()).isEqualTo(201);
        String place = text.headers().firstValue("Location").orElseThrow();
        assertThat(door.get(place).body()).isEqualTo(text.body());
        HttpResponse<String> content = door.get(place + "/content");
        assertThat(content.body()).isEqualTo("# Höhe");
        assertThat(content.headers().firstValue("Content-Disposition")).contains("attachment");
        assertThat(content.headers().firstValue("X-Content-Type-Options")).contains("nosniff");

        assertThat(RestDoor.type(door.ask("PUT", place + "/content", "<p>", "Content-Type", "text/html")))
                .isEqualTo("precondition-required");
        HttpResponse<String> written = door.ask(
                "PUT",
                place + "/content",
                "<p>",
                "Content-Type",
                "text/html;charset=utf-8",
                "If-Match",
                RestDoor.etag(content));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(204);
        assertThat(door.get(place + "/content").body()).isEqualTo("<p>");
        assertThat(RestDoor.type(door.ask(
                        "PUT",
                        place + "/content",
                        "x",
                        "Content-Type",
                        "image/png",
                        "If-Match",
                        RestDoor.etag(written))))
                .isEqualTo("invalid");

        String bytes = Base64.getEncoder().encodeToString("%PDF".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> file = door.json(
                "POST",
                documents,
                "{\"name\":\"File\",\"source\":\"FILE\",\"content\":{\"mediaType\":\"application/pdf\",\"fileName\":\"../a.pdf\",\"base64\":\""
                        + bytes + "\"}}");
        assertThat(RestDoor.tree(file).path("fileName").asText()).isEqualTo("a.pdf");
        String filed = file.headers().firstValue("Location").orElseThrow();
        assertThat(door.ask(
                                "PUT",
                                filed + "/content?fileName=b.txt",
                                "new",
                                "Content-Type",
                                "text/plain",
                                "If-Match",
                                "*")
                        .statusCode())
                .isEqualTo(204);
        assertThat(RestDoor.tree(door.get(filed)).path("fileName").asText()).isEqualTo("b.txt");

        HttpResponse<String> elsewhere =
                door.json("POST", documents, "{\"name\":\"Site\",\"source\":\"URL\",\"url\":\"https://h/x\"}");
        assertThat(door.get(elsewhere.headers().firstValue("Location").orElseThrow() + "/content")
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> part = door.get(documents + "?limit=2");
        assertThat(RestDoor.tree(part).path("total").asInt()).isEqualTo(3);
        assertThat(part.headers().firstValue("Link").orElse("")).contains("offset=2", "rel=\"next\"");

        assertThat(RestDoor.type(door.json("POST", documents, "{\"name\":\"File\"}")))
                .isEqualTo("document-taken");
        assertThat(RestDoor.type(door.json("POST", documents, "{\"name\":\"Other\",\"source\":\"FILE\"}")))
                .isEqualTo("invalid");
        HttpResponse<String> broken = door.json("POST", documents, "{\"name\":\"B\",\"content\":{\"base64\":\"%%\"}}");
        assertThat(RestDoor.tree(broken).at("/errors/0/pointer").asText()).isEqualTo("/content/base64");
        assertThat(RestDoor.type(door.ask("DELETE", place, "", "If-Match", "\"1\"")))
                .isEqualTo("precondition-failed");
        assertThat(door.ask("DELETE", place, "").statusCode()).isEqualTo(204);
        assertThat(door.get(place).statusCode()).isEqualTo(404);
    }

    @Test
    void subscriptionsAreBlockedAndLetCallAgain() {
        ApiId id = new ApiId(Fixtures.ADMIN, "Weather", "1.0.0");
        long shop = door.applications.add(Fixtures.application("Shop")).id();
        door.subscriptions.add(new Subscription(0, id, shop, "Gold", SubscriptionStatus.UNBLOCKED));
        String list = RestDoor.ID + "/subscriptions";
        assertThat(RestDoor.tree(door.get(list + "?query=sho"))
                        .at("/items/0/application/name")
                        .asText())
                .isEqualTo("Shop");

        assertThat(door.json("POST", list + "/" + shop + "/block", "{\"productionOnly\":true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(RestDoor.tree(door.get(list + "?status=PROD_ONLY_BLOCKED"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(door.json("POST", list + "/" + shop + "/block", "{}").statusCode())
                .isEqualTo(204);
        assertThat(RestDoor.tree(door.get(list)).at("/items/0/status").asText()).isEqualTo("BLOCKED");
        assertThat(door.ask("POST", list + "/" + shop + "/unblock", "").statusCode())
                .isEqualTo(204);
        assertThat(RestDoor.tree(door.get(list)).at("/items/0/status").asText()).isEqualTo("UNBLOCKED");
        assertThat(RestDoor.type(door.ask("POST", list + "/77/unblock", ""))).isEqualTo("not-found");
        assertThat(RestDoor.type(door.json("POST", list + "/" + shop + "/block", "{\"productionOnly\":1}")))
                .isEqualTo("invalid");
    }

    @Test
    void aThumbnailComesAndGoes() {
        String place = RestDoor.ID + "/thumbnail";
        assertThat(RestDoor.type(door.get(place))).isEqualTo("not-found");

        HttpResponse<String> put = door.ask("PUT", place, "GIF89a", "Content-Type", "image/gif", "If-Match", "\"1\"");

        assertThat(put.statusCode()).as(put.body()).isEqualTo(204);
        assertThat(door.get(place).body()).isEqualTo("GIF89a");
        assertThat(door.get(place).headers().firstValue("Content-Type")).contains("image/gif");
        HttpResponse<String> read = door.get(RestDoor.ID);
        assertThat(RestDoor.tree(read).path("hasThumbnail").asBoolean()).isTrue();
        door.json("PUT", RestDoor.ID, read.body(), "If-Match", "*");
        assertThat(door.get(place).statusCode()).isEqualTo(200);
        assertThat(RestDoor.type(door.ask("PUT", place, "<svg/>", "Content-Type", "image/png")))
                .isEqualTo("invalid");
        assertThat(RestDoor.type(
                        door.ask("PUT", place, "GIF89a" + "x".repeat(1024 * 1024), "Content-Type", "image/gif")))
                .isEqualTo("too-large");
        assertThat(door.ask("DELETE", place, "").statusCode()).isEqualTo(204);
        assertThat(door.get(place).statusCode()).isEqualTo(404);
    }

    @Test
    void aWsdlComesAndGoes() {
        String place = RestDoor.ID + "/wsdl";
        String wsdl =
                "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/'>"
                        + "<service name='S'><port name='P'><s:address location='http://back/s'/></port></service></definitions>";
        assertThat(RestDoor.type(door.get(place))).isEqualTo("not-found");

        HttpResponse<String> put = door.ask("PUT", place, wsdl, "Content-Type", "text/xml", "If-Match", "\"1\"");

        assertThat(put.statusCode()).as(put.body()).isEqualTo(204);
        assertThat(door.get(place).body()).isEqualTo(wsdl);
        assertThat(door.get(place).headers().firstValue("Content-Type")).contains("application/wsdl+xml");
        assertThat(door.get(place + "?for=callers").body())
                .contains("location=\"https://gw.example:8243/")
                .doesNotContain("http://back");
        assertThat(RestDoor.type(door.get(place + "?for=me"))).isEqualTo("invalid");
        HttpResponse<String> read = door.get(RestDoor.ID);
        door.json("PUT", RestDoor.ID, read.body(), "If-Match", "*");
        assertThat(door.get(place).statusCode()).isEqualTo(200);
        HttpResponse<String> none = door.ask("PUT", place, "<a/>", "Content-Type", "application/xml");
        assertThat(RestDoor.type(none)).isEqualTo("invalid");
        assertThat(none.body()).contains("WSDL: line 1: element a without a namespace");
        assertThat(RestDoor.type(door.ask("PUT", place, "{}", "Content-Type", "application/json")))
                .isEqualTo("unsupported-media-type");
        assertThat(RestDoor.type(
                        door.ask("PUT", place, wsdl + " ".repeat(4 * 1024 * 1024), "Content-Type", "text/xml")))
                .isEqualTo("too-large");
        assertThat(door.ask("DELETE", place, "").statusCode()).isEqualTo(204);
        assertThat(door.get(place).statusCode()).isEqualTo(404);
    }

    @Test
    void tiersAreTold() {
        JsonNode tiers = RestDoor.tree(door.get(RestDoor.PATH + "/tiers"));

        assertThat(tiers.at("/items/0/calls").asInt()).isEqualTo(20);
        assertThat(tiers.at("/items/0/unitSeconds").asInt()).isEqualTo(60);
        assertThat(tiers.at("/items/1/unlimited").asBoolean()).isTrue();
    }
}
