package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs wrk, the load generator. */
record Wrk(Path work) {
    /** Calls for some seconds, each connection as fast as it gets answers. */
    WrkReport run(String url, Load load, Tokens tokens, int seconds) {
        return run(url, load, tokens, seconds, 0);
    }

    /** The same with a rest of so many milliseconds before each call, which sets the rate. */
    WrkReport run(String url, Load load, Tokens tokens, int seconds, int restMillis) {
        Path script = script(load, tokens, restMillis);
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + load.connections(), "-d" + seconds + "s"));
        command.addAll(List.of("--latency", "--timeout", "10s", "-s", script.toString(), url));
        return WrkReport.of(output(command, seconds + 60));
    }

    private Path script(Load load, Tokens tokens, int restMillis) {
        String text = """
                local tokens = {}
                for line in io.lines("%s") do tokens[#tokens + 1] = "Bearer " .. line end
                wrk.method = "%s"
                local body = %s
                local at = 0
                function request()
                  at = at %% #tokens + 1
                  local headers = { ["Authorization"] = tokens[at] }
                  if body then headers["Content-Type"] = "application/octet-stream" end
                  if %s then headers["Connection"] = "close" end
                  return wrk.format(nil, nil, headers, body)
                end
                """.formatted(
                        tokens.file(),
                        load.method(),
                        load.bodyBytes() == 0 ? "nil" : "string.rep(\"x\", " + load.bodyBytes() + ")",
                        !load.kept());
        if (tokens.count() == 1) {
            text += "local only\nlocal each = request\nfunction request() only = only or each() return only end\n";
        }
        if (restMillis > 0) {
            text += "function delay() return " + restMillis + " end\n";
        }
        try {
            return Files.writeString(work.resolve("load.lua"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(List<String> command, int limitSeconds) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
