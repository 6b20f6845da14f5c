package org.gatehouse.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationInactive;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.domain.subscription.ApplicationTaken;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDenied;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.domain.tier.UnknownTier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A consumer's applications. Every verb throws {@link Forbidden} for who does not subscribe. */
@Component(service = MyApplications.class)
public final class MyApplications {
    private static final int LONGEST_NAME = 100;
    /** What the pages of 1.9 let through. */
    private static final Pattern NAME = Pattern.compile("[\\P{C}&&[^~!#$;%^*+={}|\\\\<>\"'/,]]*");

    private static final int LONGEST_TEXT = 512;
    /** Each that fails is one that somebody else has made. */
    private static final int ATTEMPTS = 100;

    private final Applications applications;
    private final OwnApplications own;
    private final Subscriptions subscriptions;
    private final Tiers tiers;
    private final KeyManagers keys;

    /** Over the stored applications. */
    @Activate
    public MyApplications(
            @Reference Applications applications,
            @Reference Subscriptions subscriptions,
            @Reference Tiers tiers,
            @Reference KeyManagers keys) {
        this.applications = applications;
        this.own = new OwnApplications(applications);
        this.subscriptions = subscriptions;
        this.tiers = tiers;
        this.keys = keys;
    }

    /** Lets a caller in: whoever comes first time gets the default application. */
    public void signIn(Caller caller) {
        caller.requireAny(Permission.SUBSCRIBE);
        if (applications.find(caller.user(), Application.DEFAULT_NAME).isEmpty()) {
            try {
                applications.add(new Application(
                        0,
                        caller.user(),
                        Application.DEFAULT_NAME,
                        Tier.UNLIMITED_NAME,
                        "",
                        "",
                        ApplicationStatus.APPROVED,
                        1));
            } catch (Conflict madeMeanwhile) {
                return;
            }
        }
    }

    /** All of them, by name. */
    public List<Application> all(Caller caller) {
        return own.all(caller);
    }

    /** What a list shows of them, by name. */
    public List<ApplicationSummary> summaries(Caller caller) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.list(caller.user());
    }

    /** The wanted part of these. */
    public Page<ApplicationSummary> summaries(Caller caller, PageRequest wanted) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.page(caller.user(), wanted);
    }

    /** That of the name, if there is one. */
    public Optional<Application> named(Caller caller, String name) {
        return own.named(caller, name);
    }

    /**
     * That of the name.
     *
     * @throws NotFound if there is none
     */
    public Application find(Caller caller, String name) {
        return own.find(caller, name);
    }

    /**
     * That of the number.
     *
     * @throws NotFound if there is none, or it is someone else's
     */
    public Application find(Caller caller, long id) {
        return own.find(caller, id);
    }

    /** The tiers that the caller may choose. */
    public List<Tier> tiers(Caller caller) {
        caller.requireAny(Permission.SUBSCRIBE);
        return tiers.offered(caller.tenant()).stream()
                .filter(tier -> !tiers.denied(caller.tenant(), caller.roles()).contains(tier.name()))
                .toList();
    }

    /**
     * Adds an application.
     *
     * @param tier one of {@link #tiers}; empty for no limit of its own
     * @throws Invalid if the name is empty or too long, or there is no such tier
     * @throws Forbidden if the caller may not use the tier
     * @throws Conflict if the caller has one of that name
     */
    public Application add(Caller caller, String name, String tier, String callbackUrl, String description) {
        caller.requireAny(Permission.SUBSCRIBE);
        checkName(name);
        check(callbackUrl, description);
        requireTier(caller, tier);
        if (applications.find(caller.user(), name).isPresent()) {
            throw new ApplicationTaken(name);
        }
        return applications.add(new Application(
                0,
                caller.user(),
                name,
                tier.isBlank() ? Tier.UNLIMITED_NAME : tier,
                callbackUrl,
                description,
                ApplicationStatus.APPROVED,
                1));
    }

    /**
     * Changes the application of that name.
     *
     * @param seen the revision at which the caller saw it; empty for who does not know of revisions, and whose change counts
     *     whatever was changed before
     * @return the application as it is stored now
     * @throws Invalid if there is no such tier
     * @throws Forbidden if the caller may not use the tier
     * @throws NotFound if the caller has none of the name
     * @throws Changed if it is at another revision than the caller saw, with what differs; nothing has changed then
     * @throws Conflict if another one has the new name
     */
    public Application update(Caller caller, String name, OptionalLong seen, ApplicationDraft draft) {
        return update(caller, () -> own.find(caller, name), seen, draft);
    }

    /** The same of the application of that number. */
    public Application update(Caller caller, long id, OptionalLong seen, ApplicationDraft draft) {
        return update(caller, () -> own.find(caller, id), seen, draft);
    }

    private Application update(Caller caller, Supplier<Application> read, OptionalLong seen, ApplicationDraft draft) {
        for (int attempt = 1; ; attempt++) {
            Application before = read.get();
            Application after = changed(before, draft);
            requireSeen(before, after, seen);
            check(caller, before, after);
            try {
                applications.update(after);
                keys.forget(subscriptions.keys(before.id()));
                return after.withRevision(before.revision() + 1);
            } catch (Changed meanwhile) {
                // Between reading and writing: it is read once more, and who saw another revision is told so.
                if (attempt == ATTEMPTS) {
                    throw meanwhile;
                }
            }
        }
    }

    private static void requireSeen(Application stored, Application wanted, OptionalLong seen) {
        if (seen.isPresent() && seen.getAsLong() != stored.revision()) {
            throw new Changed(
                    "Application " + stored.name() + " has been changed meanwhile: it is at revision "
                            + stored.revision() + ", and was at revision " + seen.getAsLong() + " when it was read. "
                            + differences(stored, wanted) + ". Nothing has been saved.",
                    stored.revision());
        }
    }

    private static String differences(Application stored, Application wanted) {
        Map<String, Function<Application, String>> parts = new LinkedHashMap<>();
        parts.put("name", Application::name);
        parts.put("tier", Application::tier);
        parts.put("call-back URL", Application::callbackUrl);
        parts.put("description", Application::description);
        parts.values().removeIf(part -> part.apply(stored).equals(part.apply(wanted)));
        return parts.isEmpty()
                ? "All that was sent is stored already"
                : "What is stored differs from what was sent in " + String.join(", ", parts.keySet());
    }

    private void check(Caller caller, Application before, Application after) {
        check(after.callbackUrl(), after.description());
        if (!after.name().equals(before.name())) {
            checkName(after.name());
            if (applications.find(caller.user(), after.name()).isPresent()) {
                throw new ApplicationTaken(after.name());
            }
        }
        if (!after.tier().equals(before.tier())) {
            requireTier(caller, after.tier());
        }
        if (before.status() != ApplicationStatus.APPROVED) {
            throw new ApplicationInactive(before.name());
        }
    }

    private static Application changed(Application before, ApplicationDraft draft) {
        return new Application(
                before.id(),
                before.subscriber(),
                draft.name(),
                draft.tier().isBlank() ? before.tier() : draft.tier(),
                draft.callbackUrl(),
                draft.description(),
                before.status(),
                before.revision());
    }

    /**
     * Removes an application with its subscriptions and keys.
     *
     * @throws NotFound if the caller has none of that name
     */
    public void remove(Caller caller, String name) {
        Application application = own.find(caller, name);
        List<ApplicationKey> issued = subscriptions.keys(application.id());
        for (ApplicationKey key : issued) {
            keys.issuer().withdraw(caller, application.id(), key.type());
        }
        applications.remove(application.id());
        keys.forget(issued);
    }

    /** A name that nobody knows would be no limit at all. */
    private void requireTier(Caller caller, String tier) {
        if (tier.isBlank()) {
            return;
        }
        if (tiers.offered(caller.tenant()).stream()
                .noneMatch(offered -> offered.name().equals(tier))) {
            throw new UnknownTier(tier);
        }
        if (tiers.denied(caller.tenant(), caller.roles()).contains(tier)) {
            throw new TierDenied(tier, caller.user());
        }
    }

    /** Scripts print it into pages of their own. */
    private static void checkName(String name) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || !NAME.matcher(name).matches()) {
            throw new Invalid("application name: " + name + " (expected: 1 to " + LONGEST_NAME
                    + " characters, none that is not seen and none of ~!#$;%^*+={}|\\<>\"'/,)");
        }
    }

    private static void check(String callbackUrl, String description) {
        if (callbackUrl.length() > LONGEST_TEXT || description.length() > LONGEST_TEXT) {
            throw new Invalid("call-back URL or description (expected: at most 512 characters)");
        }
    }
}
