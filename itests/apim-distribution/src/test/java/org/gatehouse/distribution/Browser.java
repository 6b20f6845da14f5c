package org.gatehouse.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Chromium without a window, told what to do over its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    Browser() throws Exception {
        this.profile = Files.createTempDirectory("browser");
        this.process = new ProcessBuilder(
                        program(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--ignore-certificate-errors",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        Eventually.within(PATIENCE, "the browser listens", () -> lines(portFile) >= 2);
        String port = Files.readAllLines(portFile).get(0);
        JsonNode pages = JSON.readTree(
                new Http().get("http://127.0.0.1:" + port + "/json/list").body());
        String page = Stream.iterate(0, i -> i < pages.size(), i -> i + 1)
                .map(pages::get)
                .filter(target -> target.path("type").asText().equals("page"))
                .map(target -> target.path("webSocketDebuggerUrl").asText())
                .findFirst()
                .orElseThrow();
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(page), new Answers())
                .get(10, TimeUnit.SECONDS);
        command("Page.enable", Map.of());
    }

    static String program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(name -> Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Chromium is needed (Debian: apt-get install chromium)"));
    }

    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Goes to the address. */
    Browser open(URI address) throws Exception {
        command("Page.navigate", Map.of("url", address.toString()));
        return this;
    }

    /** Waits until the page shows the text. */
    Browser shows(String text) {
        Eventually.within(
                PATIENCE,
                "the page shows " + text,
                () -> script("document.body ? document.body.innerText : ''").contains(text));
        return this;
    }

    /** Waits until the browser is at an address that begins like this; returns it. */
    String isAt(String start) {
        Eventually.within(
                PATIENCE,
                "the browser is at " + start,
                () -> script("location.href").startsWith(start));
        return script("location.href");
    }

    /** Puts the cursor there, once the page's own scripts have put it where they want it. */
    Browser focus(String selector) {
        Eventually.within(
                PATIENCE,
                "the page is complete",
                () -> script("document.readyState").equals("complete"));
        script("document.querySelector('" + selector + "').focus()");
        return this;
    }

    /** Presses keys, as they are typed into whatever has the focus; {@code \t} and {@code \r} are keys of their own. */
    Browser type(String text) throws Exception {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Map<String, Object> key = switch (c) {
                case '\t' -> Map.of("key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9);
                case '\r' -> Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r");
                default -> Map.of("key", String.valueOf(c), "text", String.valueOf(c));
            };
            ObjectNode down = JSON.valueToTree(key);
            command("Input.dispatchKeyEvent", down.deepCopy().put("type", "keyDown"));
            down.remove("text");
            command("Input.dispatchKeyEvent", down.put("type", "keyUp"));
        }
        return this;
    }

    /** What a script of the page comes to, as text. */
    String script(String expression) {
        try {
            return command("Runtime.evaluate", Map.of("expression", expression))
                    .at("/result/value")
                    .asText();
        } catch (Exception e) {
            throw new AssertionError("the browser does not answer", e);
        }
    }

    /** Takes a picture of the page, for people to look at. */
    Browser picture(Path file, int width, boolean dark) throws Exception {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        command("Emulation.setEmulatedMedia", Map.of("features", new Object[] {
            Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light")
        }));
        String data = command("Page.captureScreenshot", Map.of()).path("data").asText();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(data));
        return this;
    }

    private JsonNode command(String method, Object parameters) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(10, TimeUnit.SECONDS);
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).path("result");
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answered(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void answered(String message) {
            try {
                JsonNode json = JSON.readTree(message);
                CompletableFuture<JsonNode> answer =
                        waiting.remove(json.path("id").asInt());
                if (answer != null) {
                    answer.complete(json);
                }
            } catch (IOException e) {
                waiting.values().forEach(answer -> answer.completeExceptionally(e));
            }
        }
    }
}
