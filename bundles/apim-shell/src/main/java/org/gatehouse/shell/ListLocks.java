package org.gatehouse.shell;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.SignInLocks;
import org.jspecify.annotations.Nullable;

/** {@code apim:locks}: who has to wait after wrong passwords. */
@Service
@Command(scope = "apim", name = "locks", description = "Lists who has to wait after wrong passwords, and until when.")
public final class ListLocks implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private SignInLocks locks;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Override
    public @Nullable Object execute() {
        list(locks.all(ShellCaller.of(session, authenticator)), System.out);
        return null;
    }

    static void list(List<SignInLocks.Lock> locks, PrintStream out) {
        ShellTable table = new ShellTable();
        table.column("User");
        table.column("From");
        table.column("Wrong").alignRight();
        table.column("Until");
        for (SignInLocks.Lock lock : locks) {
            table.addRow()
                    .addContent(
                            lock.user().replaceAll("[^\\x21-\\x7e]", "?"),
                            lock.network(),
                            lock.failures(),
                            lock.until().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        table.emptyTableText("Nobody has to wait.");
        table.print(out);
    }
}
