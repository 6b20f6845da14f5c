package org.gatehouse.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.SignInLocks;
import org.jspecify.annotations.Nullable;

/** {@code apim:unlock}: lets somebody who has to wait after wrong passwords try again at once. */
@Service
@Command(
        scope = "apim",
        name = "unlock",
        description = "Lets a user, or whoever is at an address, try passwords again at once.")
public final class LiftLocks implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private SignInLocks locks;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Argument(name = "who", description = "User or address, as apim:locks shows it.", required = true)
    private String who = "";

    @Override
    public @Nullable Object execute() {
        int lifted = locks.lift(ShellCaller.of(session, authenticator), who);
        System.out.println(lifted == 0 ? "Nobody of that name had to wait." : lifted + " lifted.");
        return null;
    }
}
