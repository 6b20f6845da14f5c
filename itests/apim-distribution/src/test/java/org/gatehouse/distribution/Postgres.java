package org.gatehouse.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the machine's, with a cluster of its own on a free port of the loopback address, gone at the end. */
final class Postgres implements AutoCloseable {
    private static final String USER = "apim";

    private final Path folder;
    private final Path programs;
    private final int port;
    private final boolean root = System.getProperty("user.name").equals("root");

    Postgres() {
        try {
            programs = programs();
            folder = Files.createTempDirectory("apim-postgres");
            if (root) {
                // PostgreSQL does not work as root.
                run("chown", "postgres", folder.toString());
            }
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            postgres("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync");
            start();
        } catch (IOException e) {
            throw new AssertionError("PostgreSQL does not start", e);
        }
    }

    void start() {
        postgres(
                "pg_ctl",
                "-D",
                data(),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                        + " -c max_connections=200",
                "start");
    }

    /** Nobody is answered until it starts again. */
    void stop() {
        postgres("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    private static Path programs() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                return versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Path::compareTo)
                        .orElseThrow();
            }
        }
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(Path::of)
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("PostgreSQL is needed (Debian: apt-get install postgresql)"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** A new database with these tables and rows. */
    Postgres database(String name, String script) {
        postgres("createdb", "-h", "127.0.0.1", "-p", "" + port, "-U", USER, name);
        if (!script.isEmpty()) {
            postgres(
                    "psql",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    "" + port,
                    "-U",
                    USER,
                    "-d",
                    name,
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-c",
                    script);
        }
        return this;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String user() {
        return USER;
    }

    private void postgres(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) {
        try {
            Path said = Files.createTempFile("apim-postgres", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + ": " + Files.readString(said));
            }
            Files.delete(said);
        } catch (IOException e) {
            throw new AssertionError(List.of(command).toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
        run("rm", "-rf", folder.toString());
    }
}
