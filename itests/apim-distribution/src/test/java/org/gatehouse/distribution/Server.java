package org.gatehouse.distribution;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One running Gatehouse with a home of its own, started and stopped by {@code ./apim}. */
final class Server implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("apim.root"));
    private static final Path WORK = Path.of(System.getProperty("apim.work"));

    /** Added to the offset of every server, so that two runs on one machine do not meet. */
    private static final int SHIFT = Integer.getInteger("apim.shift", 0);

    private final Path home;
    private final int offset;

    private Server(Path home, int offset) {
        this.home = home;
        this.offset = offset;
    }

    /** Starts in a home without a past, whatever an earlier run has left there; {@code roles} null means all. */
    static Server start(String name, int offset, @Nullable String roles) {
        Server server = in(name, offset);
        server.start(roles);
        return server;
    }

    /**
     * One that is not started yet; what is put into its home before stays there. Offsets are below 22000, since systems take
     * the ports of outgoing connections from 32768 on, and one that is taken cannot be listened on.
     */
    static Server in(String name, int offset) {
        Server server = new Server(WORK.resolve("homes").resolve(name), offset + SHIFT);
        forget(server.home);
        return server;
    }

    void start(@Nullable String roles) {
        List<String> options = new ArrayList<>(List.of("start", "--zip", zip().toString(), "--offset", "" + offset));
        if (roles != null) {
            options.addAll(List.of("--feature", roles));
        }
        Said start = apim(Duration.ofMinutes(4), options.toArray(String[]::new));
        if (start.status() != 0) {
            apim(Duration.ofMinutes(2), "stop");
        }
        String said = succeeded(start);
        System.out.println("[" + home.getFileName() + "] "
                + said.lines()
                        .filter(line -> line.contains("is up after"))
                        .findFirst()
                        .orElse(said));
    }

    Path home() {
        return home;
    }

    int https() {
        return 9443 + offset;
    }

    int http() {
        return 9763 + offset;
    }

    int gateway() {
        return 8280 + offset;
    }

    int gatewayTls() {
        return 8243 + offset;
    }

    int thrift() {
        return 10397 + offset;
    }

    int offset() {
        return offset;
    }

    /** A file of the configuration. */
    Path conf(String file) {
        return home.resolve("repository/conf").resolve(file);
    }

    /** A folder of the Synapse configuration. */
    Path synapse(String folder) {
        return home.resolve("repository/deployment/server/synapse-configs/default")
                .resolve(folder);
    }

    /** Puts an API's XML into its folder and waits until it is in force. */
    Path drop(String name, String xml) throws IOException {
        return drop("api", name, xml);
    }

    /** Puts an artefact's XML into its folder and waits until it is in force. */
    Path drop(String folder, String name, String xml) throws IOException {
        Path file = synapse(folder).resolve(name + ".xml");
        int before = deployments(name);
        Files.writeString(file, xml);
        Eventually.within(Duration.ofSeconds(10), name + " is deployed", () -> deployments(name) > before);
        return file;
    }

    private int deployments(String name) {
        return log().split(java.util.regex.Pattern.quote(name + " is deployed from"), -1).length;
    }

    /** Bytes of the heap that are in use after a collection. */
    long heap() {
        String total = jcmd("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    /** What the server's virtual machine says to a command. */
    String jcmd(String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return run(Duration.ofMinutes(1), List.of(tool, "" + process().pid(), command))
                .output();
    }

    /** How the launcher's command ends, with what it prints. */
    String launcher(String... command) {
        Said said = apim(Duration.ofMinutes(2), command);
        return said.status() + "\n" + said.output();
    }

    /** What a command of the server's shell prints; it must not fail. */
    String shell(String command) {
        return succeeded(apim(Duration.ofMinutes(2), "client", command));
    }

    /** What a command of the server's shell prints, be it that there is no such command. */
    String says(String command) {
        return apim(Duration.ofMinutes(2), "client", command).output();
    }

    /** What the server's shell prints to a command of that user, be it that the user does not come in. */
    String says(String user, String password, String command) {
        return run(
                        Duration.ofMinutes(1),
                        List.of(
                                "env",
                                "APIM_USER=" + user,
                                "APIM_PASSWORD=" + password,
                                "bash",
                                ROOT.resolve("apim").toString(),
                                "client",
                                "--home",
                                home.toString(),
                                command))
                .output();
    }

    /** Whether the log has this text; false while there is no log. */
    boolean hasLogged(String text) {
        return Files.exists(home.resolve("data/log/karaf.log")) && log().contains(text);
    }

    /** All that was logged so far. */
    String log() {
        try {
            return Files.readString(home.resolve("data/log/karaf.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's process. */
    ProcessHandle process() {
        try {
            return ProcessHandle.of(Long.parseLong(
                            Files.readString(home.resolve("data/apim.pid")).trim()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever starts the server again if it ends. */
    ProcessHandle keeper() {
        return running("keeper.pid").orElseThrow();
    }

    /** The process of that file, if it is running. */
    Optional<ProcessHandle> running(String file) {
        try {
            return ProcessHandle.of(Long.parseLong(
                    Files.readString(home.resolve("data").resolve(file)).trim()));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** Ends the process as a power cut would: with it goes who would start it again. */
    void kill() {
        ProcessHandle process = process();
        keeper().destroyForcibly();
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        succeeded(apim(Duration.ofMinutes(2), "stop"));
    }

    private record Said(List<String> command, int status, String output) {}

    private static String succeeded(Said said) {
        if (said.status() != 0) {
            throw new AssertionError(said.command() + " ended with " + said.status() + ":\n" + said.output());
        }
        return said.output();
    }

    private Said apim(Duration limit, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", ROOT.resolve("apim").toString()));
        command.add(arguments[0]);
        command.addAll(List.of("--home", home.toString()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        return run(limit, command);
    }

    /** Runs a program to its end. */
    private static Said run(Duration limit, List<String> command) {
        try {
            Path output = Files.createTempFile("apim", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end:\n" + Files.readString(output));
            }
            String said = Files.readString(output);
            Files.delete(output);
            return new Said(command, process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void forget(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path zip() {
        try (var files = Files.list(ROOT.resolve("karaf-distribution/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("apim-.*\\.zip"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
