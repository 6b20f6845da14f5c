package org.gatehouse.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.identity.UserTable;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final int ENOUGH = 50;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void whatWasAcknowledgedOutlivesAKill() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dderby.stream.error.file=" + folder.resolve("derby.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        url() + ";create=true")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String last = "";
        try (BufferedReader acknowledged = new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
            for (int i = 0; i < ENOUGH; i++) {
                last = acknowledged.readLine();
            }
            writer.destroyForcibly().waitFor();
        }

        List<Role> found =
                new UserTable(new Database(new TestDatabase(url()), new DatabaseThreads())).roles(Fixtures.TENANT);

        assertThat(found).extracting(Role::name).contains("role " + last);
        assertThat(found.size()).isGreaterThanOrEqualTo(Integer.parseInt(last));
    }

    private String url() {
        return "jdbc:derby:" + folder.resolve("apim");
    }

    /** Adds roles until it is killed, and says which are in. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            TestDatabase source = new TestDatabase(arguments[0]);
            Schema.bringUpToDate(source);
            UserTable users = new UserTable(new Database(source, new DatabaseThreads()));
            for (int i = 1; ; i++) {
                users.saveRole(new Role(Fixtures.TENANT, "role " + i, Set.of("/permission")));
                System.out.println(i);
            }
        }
    }
}
