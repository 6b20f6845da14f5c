package org.gatehouse.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierRevision;
import org.jspecify.annotations.Nullable;

/** {@code apim:tier-remove}: a tier that nobody uses, removed. */
@Service
@Command(scope = "apim", name = "tier-remove", description = "Removes a tier that nobody uses.")
public final class RemoveTier implements Action {
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

    @Option(
            name = "-r",
            aliases = "--revision",
            description = "The tier as apim:tiers told it: if it is another by now, it stays.")
    private @Nullable String revision;

    @Override
    public @Nullable Object execute() {
        editor.remove(
                ShellCaller.of(session, authenticator), tier, revision == null ? null : new TierRevision(revision));
        System.out.println(tier + " is removed");
        return null;
    }
}
