package org.gatehouse.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server under measurement, in a home of its own. */
final class Gatehouse implements AutoCloseable {
    private static final int OFFSET = 20_000;
    private static final int OFFSET_OF_OTHER = 21_000;

    private final Path launcher;
    private final Path home;
    private final int offset;
    private final String startedAfter;

    private Gatehouse(Path launcher, Path home, int offset, String... options) {
        this.launcher = launcher;
        this.home = home;
        this.offset = offset;
        List<String> arguments = new ArrayList<>(List.of("--offset", Integer.toString(offset)));
        arguments.addAll(List.of(options));
        String said = apim("start", arguments.toArray(String[]::new));
        Matcher after = Pattern.compile("is up after ([\\d.]+ s)").matcher(said);
        startedAfter = after.find() ? after.group(1) : "?";
    }

    static Gatehouse start(Path root, Path home) {
        return new Gatehouse(root.resolve("apim"), home, OFFSET);
    }

    /** One of another distribution, which may run beside the first. */
    static Gatehouse other(Path root, Path home, Path distribution) {
        return new Gatehouse(root.resolve("apim"), home, OFFSET_OF_OTHER, "--zip", distribution.toString());
    }

    /** Another one of the same distribution, which may run beside the first. */
    static Gatehouse beside(Path root, Path home) {
        return new Gatehouse(root.resolve("apim"), home, OFFSET_OF_OTHER);
    }

    /** Where the database is of the server that lives there. */
    static Path database(Path home) {
        return home.resolve("repository/database/apim");
    }

    String startedAfter() {
        return startedAfter;
    }

    int offset() {
        return offset;
    }

    String gateway(String path) {
        return "http://127.0.0.1:" + (8280 + offset) + path;
    }

    /** The same over TLS. */
    String secureGateway(String path) {
        return "https://127.0.0.1:" + securePort() + path;
    }

    int securePort() {
        return 8243 + offset;
    }

    long pid() {
        try {
            return Long.parseLong(
                    Files.readString(home.resolve("data/apim.pid")).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path settings() {
        return home.resolve("repository/conf/api-manager.xml");
    }

    Path apis() {
        return home.resolve("repository/deployment/server/synapse-configs/default/api");
    }

    String shell(String command) {
        return apim("client", command);
    }

    private String apim(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of("bash", launcher.toString(), command, "--home", home.toString()));
        line.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("apim", ".out");
            int status = new ProcessBuilder(line)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (status != 0) {
                throw new IllegalStateException(line + " ended with " + status + ":\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        apim("stop");
    }
}
