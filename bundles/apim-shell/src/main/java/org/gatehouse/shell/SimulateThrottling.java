package org.gatehouse.shell;

import java.time.Duration;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tier.Simulation;
import org.gatehouse.domain.tier.Throttling;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.jspecify.annotations.Nullable;

/** {@code apim:throttle-simulate}: what tiers would make of a rate of calls. */
@Service
@Command(
        scope = "apim",
        name = "throttle-simulate",
        description =
                "Tells what tiers would make of calls: users of one application call one resource of an API, evenly.")
public final class SimulateThrottling implements Action {
    /** Optional, since Karaf offers no command of this bundle while one of them lacks what it needs. */
    @Reference(optional = true)
    private @Nullable Throttling throttling;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Tiers tiers;

    @Option(name = "-u", aliases = "--users", description = "How many users call.")
    private int users = 1;

    @Option(name = "-c", aliases = "--calls", description = "How many calls a minute each of them makes.")
    private int calls = 60;

    @Option(name = "-m", aliases = "--minutes", description = "For how many minutes.")
    private int minutes = 1;

    @Option(name = "--application", description = "Tier of the application.")
    private String application = Tier.UNLIMITED_NAME;

    @Option(name = "--resource", description = "Tier of the resource.")
    private String resource = Tier.UNLIMITED_NAME;

    @Option(name = "--api", description = "Tier of the subscription.")
    private String api = Tier.UNLIMITED_NAME;

    @Option(name = "-t", aliases = "--tenant", description = "Domain of the tenant whose tiers are meant.")
    private String tenant = UserName.SUPER_TENANT;

    @Override
    public @Nullable Object execute() {
        if (throttling == null) {
            throw new Unavailable("There is no gateway in this process (expected: feature:install apim-gateway)");
        }
        Simulation simulation = throttling.simulate(new Simulation.Plan(
                tier(application), tier(resource), tier(api), users, calls, Duration.ofMinutes(minutes)));
        for (int user = 0; user < Math.min(users, 20); user++) {
            System.out.println(
                    "user " + (user + 1) + ": " + simulation.admitted().get(user) + " calls are let through");
        }
        if (users > 20) {
            System.out.println("… and " + (users - 20) + " more users");
        }
        new TreeMap<>(simulation.refused())
                .forEach((level, refused) -> System.out.println(refused + " are refused at the level of the " + level));
        return null;
    }

    private Tier tier(String name) {
        return tiers.find(tenant, name)
                .orElseThrow(() -> new NotFound("tier: " + name + " (expected: one of " + tenant + ")"));
    }
}
