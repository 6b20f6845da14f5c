package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thumbnails of APIs on a real server: sent by scripts, kept in the database, seen by those who see their APIs. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ThumbnailsIT {
    private static final String ADD = "item-add/ajax/add.jag";
    private static final String SUN = "GIF89a sun";

    private final Client client;
    private final Http stranger = new Http();
    private final Http http = new Http();
    private final Backend backend = new Backend("pictured");
    private final String publisher;
    private final String store;

    ThumbnailsIT(Server server) {
        this.client = new Client(server).signIn();
        this.publisher = "https://localhost:" + server.https() + "/publisher";
        this.store = "https://localhost:" + server.https() + "/store";
    }

    @BeforeAll
    void signIn() {
        for (String door : new String[] {publisher, store}) {
            Client.good(http.postForm(
                    door + "/site/blocks/user/login/ajax/login.jag",
                    Map.of("action", "login", "username", "admin", "password", "admin")));
        }
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aThumbnailLivesAsLongAsItsApi() {
        ApiForm pictured = new ApiForm("Pictured", "/pictured", backend.address()).open();
        Client.good(send("addAPI", pictured, "GIF87a moon"));
        Client.good(send("updateAPI", pictured, SUN));

        String address = "/apis/thumbnail?name=Pictured&version=1.0.0&provider=admin";
        assertThat(told("Pictured")).isEqualTo("/publisher" + address);
        HttpResponse<String> seen = http.get(publisher + address);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).isEqualTo(SUN);
        assertThat(seen.headers().allValues("Content-Type")).containsExactly("image/gif");
        assertThat(seen.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(seen.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox; frame-ancestors 'none'");
        assertThat(seen.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        String tag = seen.headers().firstValue("ETag").orElseThrow();
        assertThat(http.get(publisher + address, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(stranger.get(publisher + address).statusCode()).isEqualTo(404);
        assertThat(http.get(store + address).statusCode())
                .as("not published yet")
                .isEqualTo(404);

        client.publish("Pictured");
        assertThat(stranger.get(store + address).body()).isEqualTo(SUN);
        JsonNode listed = Client.good(
                        client.store("api/listing/ajax/list.jag", Map.of("action", "getAllPublishedAPIs")))
                .path("apis");
        assertThat(listed.findValuesAsText("thumbnailurl")).contains("/store" + address);
        assertThat(http.get(publisher + "/apis?query=Pictured").body())
                .contains("<img class=\"gh-tile\" src=\"/publisher" + address.replace("&", "&amp;"));
        assertThat(stranger.get(store + "/apis/list?query=Pictured").body())
                .contains("<img class=\"gh-tile\" src=\"/store" + address.replace("&", "&amp;"));

        Client.good(client.publisher(
                "overview/ajax/overview.jag",
                Map.of(
                        "action", "createNewAPI",
                        "provider", "admin",
                        "apiName", "Pictured",
                        "version", "1.0.0",
                        "newVersion", "2.0.0",
                        "isDefaultVersion", "")));
        String copy = address.replace("1.0.0", "2.0.0");
        assertThat(http.get(publisher + copy).body()).isEqualTo(SUN);
        remove("1.0.0");
        assertThat(http.get(publisher + address).statusCode()).isEqualTo(404);
        assertThat(stranger.get(store + address).statusCode()).isEqualTo(404);
        assertThat(http.get(publisher + copy).body()).isEqualTo(SUN);
        remove("2.0.0");
        assertThat(http.get(publisher + copy).statusCode()).isEqualTo(404);
    }

    private void remove(String version) {
        Client.good(client.publisher(
                "item-add/ajax/remove.jag",
                Map.of("action", "removeAPI", "name", "Pictured", "version", version, "provider", "admin")));
    }

    @Test
    void whoDoesNotSeeAnApiSeesNoThumbnail() {
        ApiForm api = new ApiForm("PicturedForSome", "/picturedforsome", backend.address())
                .open()
                .with("visibility", "restricted")
                .with("roles", "admin");
        Client.good(send("addAPI", api, SUN));
        client.publish("PicturedForSome");
        String address = store + "/apis/thumbnail?name=PicturedForSome&version=1.0.0&provider=admin";

        assertThat(stranger.get(address).statusCode()).isEqualTo(404);
        assertThat(http.get(address).body()).isEqualTo(SUN);
    }

    @Test
    void whatCouldRunAndWhatIsInsideIsRefused() {
        ApiForm api = new ApiForm("Unpictured", "/unpictured", backend.address()).open();
        client.add(api);
        assertThat(send("updateAPI", api, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \" Please upload a valid image file for the API icon.\"}");
        assertThat(send("updateAPI", api, SUN + "x".repeat(1024 * 1024)).body())
                .isEqualTo("{\"error\" : true, \"message\" : \" Image file exceeds the maximum limit of 1MB\"}");
        assertThat(told("Unpictured")).isEmpty();

        assertThat(Client.good(client.publisher(
                                ADD, Map.of("action", "isURLValid", "type", "rest", "url", backend.address())))
                        .path("response")
                        .asText())
                .isEqualTo("error while connecting");
        assertThat(Client.good(client.publisher(
                                ADD, Map.of("action", "isURLValid", "type", "wsdl", "url", backend.address())))
                        .path("response")
                        .asText())
                .endsWith(": an address that documents are not read from");
    }

    private String told(String api) {
        return Client.good(client.publisher(
                        "listing/ajax/item-list.jag",
                        Map.of("action", "getAPI", "name", api, "version", "1.0.0", "provider", "admin")))
                .at("/api/thumb")
                .asText();
    }

    private HttpResponse<String> send(String action, ApiForm api, String picture) {
        StringBuilder body = new StringBuilder();
        api.fields(action)
                .forEach((name, value) -> body.append(
                        "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        body.append("--b\r\nContent-Disposition: form-data; name=\"apiThumb\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n" + picture + "\r\n--b--\r\n");
        return http.send(
                Http.request(publisher + "/site/blocks/" + ADD, "Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }
}
