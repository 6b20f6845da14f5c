package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A page in a real browser calls an API of another origin: the browser asks first (Fetch Standard, CORS preflight). */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");

    @TempDir
    Path profile;

    BrowserIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aPageOfAnotherOriginMayCallWithItsTokenAndReadTheAnswer() throws Exception {
        client.signIn()
                .add(new ApiForm("Browsed", "/browsed", backend.address()).secured())
                .publish("Browsed")
                .addApplication("Browser application")
                .subscribe("Browser application", "Browsed", "Unlimited");
        String token = client.generateKey("Browser application").accessToken();
        String api = "http://localhost:" + server.gateway() + "/browsed/1.0.0/items";
        HttpServer pages = page("""
                <!doctype html><p id="said">nothing yet</p><script>
                async function call(token, method) {
                  const answer = await fetch('%s', {method, headers: {'Authorization': 'Bearer ' + token,
                    'Content-Type': 'application/json'}, body: '{"a":1}'});
                  return answer.status + ' ' + await answer.text();
                }
                (async () => {
                  const said = [];
                  for (const [token, method] of [['%s', 'POST'], ['wrong', 'POST'], ['%s', 'DELETE']]) {
                    try { said.push(await call(token, method)); } catch (refused) { said.push('refused by the browser'); }
                  }
                  document.getElementById('said').textContent = said.join(' || ');
                })();
                </script>
                """.formatted(api, token, token));

        String page = browse("http://localhost:" + pages.getAddress().getPort() + "/");
        pages.stop(0);

        assertThat(page).contains("200 behind POST /items", "{\"a\":1}", "|| 401 ", "900901");
        // A verb that the resource does not have is not among those that the browser is told.
        assertThat(page).contains("|| refused by the browser");
    }

    private static HttpServer page(String html) throws IOException {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        pages.start();
        return pages;
    }

    /** What the page is once its scripts have run. */
    private String browse(String address) throws Exception {
        Path output = Files.createTempFile("browser", ".html");
        Process browser = new ProcessBuilder(
                        Browser.program(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        assertThat(browser.waitFor(90, TimeUnit.SECONDS)).isTrue();
        String page = Files.readString(output);
        Files.delete(output);
        return page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    }
}
