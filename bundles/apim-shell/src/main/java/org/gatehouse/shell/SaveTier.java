package org.gatehouse.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierRevision;
import org.jspecify.annotations.Nullable;

/** {@code apim:tier-save}: a tier added or changed, without touching what else stands in the policy. */
@Service
@Command(
        scope = "apim",
        name = "tier-save",
        description = "Adds a tier, or changes the one of that name; it is in force at once.")
public final class SaveTier implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private TierEditor editor;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Argument(index = 0, name = "tier", description = "Name of the tier.", required = true)
    private String tier = "";

    @Argument(index = 1, name = "calls", description = "How many calls are let through.", required = true)
    private long calls;

    @Argument(index = 2, name = "milliseconds", description = "In which time; 60000 if it is not said.")
    private long milliseconds = 60_000;

    @Option(name = "-n", aliases = "--display-name", description = "What people read.")
    private String displayName = "";

    @Option(
            name = "-a",
            aliases = "--attribute",
            description =
                    "More of it, as name=value: WindowType, BurstCount, BurstTime, QuotaPerDay, QuotaPerMonth, or any.",
            multiValued = true)
    private List<String> attributes = new ArrayList<>();

    @Option(
            name = "-r",
            aliases = "--revision",
            description =
                    "The tier as apim:tiers told it, or none for a new one: if it is another by now, nothing changes.")
    private @Nullable String revision;

    @Override
    public @Nullable Object execute() {
        Map<String, String> more = new HashMap<>();
        for (String attribute : attributes) {
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                throw new Invalid("attribute: " + attribute + " (expected: name=value)");
            }
            more.put(attribute.substring(0, equals), attribute.substring(equals + 1));
        }
        editor.save(
                ShellCaller.of(session, authenticator),
                new TierDraft(tier, displayName, calls, Duration.ofMillis(milliseconds), more),
                revision == null ? null : new TierRevision(revision));
        System.out.println(tier + " is in force");
        return null;
    }
}
