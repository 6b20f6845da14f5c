package org.gatehouse.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.gateway.Redeployment;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;

final class ApplyTemplatesTest {
    private static final Caller ADMIN =
            new Caller(new UserName(UserName.SUPER_TENANT, "admin"), Set.of("admin"), Set.of("/permission"));
    private static final List<Rewrite> ONE =
            List.of(new Rewrite("Main", "admin--Phone:v1", "<api>\n<old/>\n</api>\n", "<api>\n<new/>\n</api>\n"));

    private boolean applied;

    @Test
    void aDryRunShowsTheDifferenceAndAppliesNothing() {
        assertThat(said(ONE, true))
                .contains(
                        "--- admin--Phone:v1 (live on Main)",
                        "-<old/>",
                        "+<new/>",
                        "1 would change; nothing is changed yet");
        assertThat(applied).isFalse();
    }

    @Test
    void whatWasMadeAnewIsNamed() {
        assertThat(said(ONE, false)).contains("admin--Phone:v1", "1 made anew and in force");
        assertThat(applied).isTrue();
    }

    @Test
    void nothingToDoIsSaid() {
        assertThat(said(List.of(), false)).contains("All live APIs are as the templates make them");
    }

    private String said(List<Rewrite> rewrites, boolean dryRun) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Redeployment redeployment = new Redeployment() {
            @Override
            public List<Rewrite> preview(Caller caller) {
                return rewrites;
            }

            @Override
            public List<Rewrite> apply(Caller caller) {
                applied = true;
                return rewrites;
            }
        };
        ApplyTemplates.run(redeployment, ADMIN, dryRun, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
