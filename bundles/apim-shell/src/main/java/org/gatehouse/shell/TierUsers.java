package org.gatehouse.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierUse;
import org.jspecify.annotations.Nullable;

/** {@code apim:tier-uses}: who uses a tier, and so keeps it from being removed. */
@Service
@Command(scope = "apim", name = "tier-uses", description = "Tells who uses a tier.")
public final class TierUsers implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private TierEditor editor;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Argument(name = "tier", description = "Name of the tier.", required = true)
    private String tier = "";

    @Override
    public @Nullable Object execute() {
        TierUse use = editor.use(ShellCaller.of(session, authenticator), tier);
        System.out.println(tier + ": " + use);
        use.offering().forEach(api -> System.out.println("  offered by " + api));
        use.limiting().forEach(resource -> System.out.println("  limits " + resource));
        return null;
    }
}
