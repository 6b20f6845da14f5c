package org.gatehouse.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierRevision;
import org.gatehouse.domain.tier.Tiers;
import org.jspecify.annotations.Nullable;

/** {@code apim:tiers}: the tiers in force with their figures and revisions, the one for calls without a token included. */
@Service
@Command(scope = "apim", name = "tiers", description = "Lists the tiers in force with their figures.")
public final class ListTiers implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private Tiers tiers;

    @Option(name = "-t", aliases = "--tenant", description = "Domain of the tenant whose tiers are listed.")
    private String tenant = UserName.SUPER_TENANT;

    @Override
    public @Nullable Object execute() {
        list(tiers, tenant, System.out);
        return null;
    }

    static void list(Tiers tiers, String tenant, PrintStream out) {
        ShellTable table = new ShellTable();
        table.column("Name");
        table.column("Shown as");
        table.column("Calls").alignRight();
        table.column("In ms").alignRight();
        table.column("A minute").alignRight();
        table.column("Revision");
        List<Tier> all = new ArrayList<>(tiers.offered(tenant));
        tiers.find(tenant, Tier.UNAUTHENTICATED_NAME).ifPresent(all::add);
        for (Tier tier : all) {
            if (tier.isUnlimited()) {
                table.addRow().addContent(tier.name(), tier.displayName(), "no limit", "", "", revision(tier));
            } else {
                table.addRow()
                        .addContent(
                                tier.name(),
                                tier.displayName(),
                                tier.count(),
                                tier.unit().toMillis(),
                                tier.perMinute(),
                                revision(tier));
            }
        }
        table.print(out);
    }

    /** Empty for the one that no policy has. */
    private static String revision(Tier tier) {
        return tier.name().equals(Tier.UNLIMITED_NAME)
                ? ""
                : TierRevision.of(tier).text();
    }
}
