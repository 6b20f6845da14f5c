package org.gatehouse.shell;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.gateway.Redeployment;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * {@code apim:template-apply}: makes all live APIs anew of the templates as they are on disk, all of them or none. With
 * {@code --dry-run} it only shows what would change.
 */
@Service
@Command(
        scope = "apim",
        name = "template-apply",
        description = "Makes all live APIs anew of the templates on disk, all of them or none.")
public final class ApplyTemplates implements Action {
    private static final int LINES_AROUND = 2;

    /** Optional, since Karaf offers no command of this bundle while one of them lacks what it needs. */
    @Reference(optional = true)
    private @Nullable Redeployment redeployment;

    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Option(name = "-n", aliases = "--dry-run", description = "Only show what would change, API by API.")
    private boolean dryRun;

    @Override
    public @Nullable Object execute() {
        if (redeployment == null) {
            throw new Unavailable("There is no publisher in this process (expected: feature:install apim-publisher)");
        }
        run(redeployment, ShellCaller.of(session, authenticator), dryRun, System.out);
        return null;
    }

    static void run(Redeployment redeployment, Caller caller, boolean dryRun, PrintStream out) {
        List<Rewrite> rewrites = dryRun ? redeployment.preview(caller) : redeployment.apply(caller);
        for (Rewrite rewrite : rewrites) {
            if (dryRun) {
                difference(rewrite).forEach(out::println);
            } else {
                out.println(rewrite.deployedName() + " on " + rewrite.environment());
            }
        }
        if (rewrites.isEmpty()) {
            out.println("All live APIs are as the templates make them");
        } else {
            out.println(
                    rewrites.size() + (dryRun ? " would change; nothing is changed yet" : " made anew and in force"));
        }
    }

    private static List<String> difference(Rewrite rewrite) {
        List<String> before = rewrite.before().lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                rewrite.deployedName() + " (live on " + rewrite.environment() + ")",
                rewrite.deployedName() + " (of the template)",
                before,
                DiffUtils.diff(before, rewrite.after().lines().toList()),
                LINES_AROUND);
    }
}
