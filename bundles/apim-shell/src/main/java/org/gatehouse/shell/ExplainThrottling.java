package org.gatehouse.shell;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Standing;
import org.gatehouse.domain.tier.Throttling;
import org.jspecify.annotations.Nullable;

/** {@code apim:throttle-explain}: which limit has decided, what remains of each, and when it opens. */
@Service
@Command(
        scope = "apim",
        name = "throttle-explain",
        description =
                "Tells what callers of an application have used of their limits on an API, and which limit has refused them.")
public final class ExplainThrottling implements Action {
    /** Optional, since Karaf offers no command of this bundle while one of them lacks what it needs. */
    @Reference(optional = true)
    private @Nullable Throttling throttling;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Applications applications;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Subscriptions subscriptions;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Apis apis;

    @Argument(index = 0, name = "application", description = "Name of the application.", required = true)
    private String application = "";

    @Argument(index = 1, name = "api", description = "Name of the API, or name/version.", required = true)
    private String api = "";

    @Option(name = "-u", aliases = "--subscriber", description = "Whose application it is.")
    private String subscriber = "admin";

    @Option(name = "-p", aliases = "--provider", description = "Whose API it is.")
    private String provider = "admin";

    @Override
    public @Nullable Object execute() {
        if (throttling == null) {
            throw new Unavailable("There is no gateway in this process (expected: feature:install apim-gateway)");
        }
        Throttling here = throttling;
        Application found = applications
                .find(UserName.parse(subscriber), application)
                .orElseThrow(
                        () -> new NotFound("application: " + application + " (expected: one of " + subscriber + ")"));
        Set<String> keys = subscriptions.keys(found.id()).stream()
                .map(ApplicationKey::consumerKey)
                .collect(Collectors.toSet());
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Version", "Level", "Who", "Tier", "Limit", "Used", "Left", "Opens", "Refused", "Last"}) {
            table.column(column);
        }
        for (Api each : apis.versions(UserName.parse(provider), api.split("/", 2)[0])) {
            if (api.indexOf('/') < 0 || each.id().version().equals(api.split("/", 2)[1])) {
                here.standings(Long.toString(found.id()), keys, each.context())
                        .forEach(standing -> add(table, each, standing));
            }
        }
        table.emptyTableText("Nothing is counted: no call has come, or nothing limits them.");
        table.print(System.out);
        return null;
    }

    private static void add(ShellTable table, Api api, Standing standing) {
        Instant opens = standing.opens();
        Instant last = standing.lastRefused();
        table.addRow()
                .addContent(
                        api.id().version(),
                        standing.level(),
                        standing.subject(),
                        standing.tier(),
                        standing.limit().toString(),
                        standing.used(),
                        standing.left(),
                        opens == null ? "now" : opens.equals(Instant.MAX) ? "never" : opens.toString(),
                        standing.refused(),
                        last == null ? "" : last.toString());
    }
}
