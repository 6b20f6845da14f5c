package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A machine that the server shares with other accounts: what they see of it, and who starts it again when it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HostIT {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Server server = Server.in("host", 19_000);
    private Client.Key key = new Client.Key("", "", "");

    @BeforeAll
    void start() {
        server.start(null);
        key = new Client(server).signIn().addApplication("Shared host").generateKey("Shared host");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void nothingInTheHomeIsForAnyOtherAccount() throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> all = Files.walk(server.home())) {
            for (Path path : all.toList()) {
                if (!Files.isSymbolicLink(path) && isForOthers(path)) {
                    open.add(path);
                }
            }
        }
        assertThat(open).isEmpty();
    }

    private static boolean isForOthers(Path path) throws IOException {
        try {
            return !OWNER.containsAll(Files.getPosixFilePermissions(path));
        } catch (NoSuchFileException goneMeanwhile) {
            return false;
        }
    }

    @Test
    @Order(2)
    void neitherTokensNorSecretsAreInTheDatabase() throws IOException {
        assertThat(filesWith(key.accessToken())).isEmpty();
        assertThat(filesWith(key.consumerSecret())).isEmpty();
        assertThat(filesWith(key.consumerKey())).as("what is no secret").isNotEmpty();
    }

    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(server.home().resolve("repository/database"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    @Test
    @Order(3)
    void itListensWhereTheReadmeSaysAndNowhereElse() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (int port : List.of(server.https(), server.http(), server.gateway(), server.gatewayTls())) {
            expected.add("* " + port);
        }
        for (int port : List.of(server.thrift(), 8101 + server.offset())) {
            expected.add("127.0.0.1 " + port);
        }

        assertThat(listening(server.process().pid())).isEqualTo(expected);
        assertThat(server.home().resolve("data/port"))
                .as("the framework's shutdown port")
                .doesNotExist();
    }

    /** Whose answers would be taken for its own. */
    @Test
    @Order(3)
    void noServerIsStartedWhereAnotherOneListens() {
        try (Server twin = Server.in("host-twin", 19_000)) {
            assertThatThrownBy(() -> twin.start(null))
                    .hasMessageContaining("port " + (8101 + server.offset()) + " is taken by another process")
                    .hasMessageContaining("--offset");
        }
    }

    /** Address and port of each socket of the process that takes connections, {@code *} for any address. */
    private static Set<String> listening(long pid) throws IOException {
        Set<String> sockets;
        try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            sockets = all.map(HostIT::target).collect(Collectors.toSet());
        }
        Set<String> found = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] words = line.trim().split("\\s+");
                if (words[3].equals("0A") && sockets.contains("socket:[" + words[9] + "]")) {
                    String[] local = words[1].split(":");
                    String address = local[0].endsWith("0100007F") ? "127.0.0.1" : "*";
                    found.add(address + " " + Integer.parseInt(local[1], 16));
                }
            }
        }
        return found;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }

    @Test
    @Order(4)
    void noSecretStandsOnACommandLine() throws Exception {
        String secret = "not-the-password-of-anybody";
        Path output = Files.createTempFile("client", ".out");
        ProcessBuilder shell = new ProcessBuilder(
                        "bash",
                        Path.of(System.getProperty("apim.root"), "apim").toString(),
                        "client",
                        "--home",
                        server.home().toString(),
                        "version")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("APIM_PASSWORD", secret);
        Process process = shell.start();
        Set<String> seen = new TreeSet<>();
        while (process.isAlive()) {
            commandLines()
                    .filter(line -> line.contains("java") || line.contains("apim"))
                    .forEach(seen::add);
        }
        assertThat(seen).anyMatch(line -> line.contains("java @"));
        assertThat(seen).noneMatch(line -> line.contains(secret));
        assertThat(process.waitFor()).as(Files.readString(output)).isNotZero();
        assertThat(server.shell("version")).contains("4.");
        Files.delete(output);
    }

    private static Stream<String> commandLines() {
        return ProcessHandle.allProcesses().map(process -> {
            try {
                return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                        .replace('\0', ' ');
            } catch (IOException | UncheckedIOException goneMeanwhile) {
                return "";
            }
        });
    }

    @Test
    @Order(5)
    void withoutMemoryItEndsAndWritesNoneOfItDown() {
        assertThat(server.jcmd("VM.flags -all"))
                .containsPattern("ExitOnOutOfMemoryError += true")
                .containsPattern("HeapDumpOnOutOfMemoryError += false");
    }

    @Test
    @Order(6)
    void aServerThatEndsByItselfIsStartedAgain() {
        ProcessHandle before = server.process();
        ProcessHandle keeper = server.keeper();
        before.destroyForcibly();
        Eventually.within(
                Duration.ofMinutes(2),
                "another one answers",
                () -> server.running("apim.pid")
                                .filter(process -> process.pid() != before.pid())
                                .isPresent()
                        && answers());

        assertThat(server.keeper()).isEqualTo(keeper);
        assertThat(server.launcher("status"))
                .startsWith("0\nGatehouse runs as process " + server.process().pid());
        assertThat(new Client(server)
                        .token(
                                "https://localhost:" + server.https() + "/oauth2/token",
                                key,
                                Map.of("grant_type", "client_credentials"))
                        .statusCode())
                .isEqualTo(200);
    }

    private boolean answers() {
        try {
            return new Http()
                            .get("https://localhost:" + server.https() + "/oauth2/jwks")
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    @Test
    @Order(7)
    void whatIsStoppedStaysStopped() {
        ProcessHandle process = server.process();
        ProcessHandle keeper = server.keeper();

        assertThat(server.launcher("stop")).startsWith("0\nStopped.");

        assertThat(process.isAlive()).isFalse();
        // It has ended, but stays in the list of processes until the machine's first one has looked at it.
        Eventually.within(Duration.ofSeconds(30), "who would start it again is gone", () -> !keeper.isAlive());
        assertThat(server.running("apim.pid")).isEqualTo(Optional.empty());
        assertThat(server.launcher("status")).startsWith("3\n");
    }

    /** The server goes when it is told to, by whomever: nobody starts that again. */
    @Test
    @Order(8)
    void aServerThatIsToldToEndIsNotStartedAgain() {
        server.start(null);
        ProcessHandle keeper = server.keeper();
        server.process().destroy();
        Eventually.within(Duration.ofMinutes(1), "both are gone", () -> !keeper.isAlive());
        assertThat(server.running("apim.pid")).isEmpty();
    }
}
