package org.gatehouse.store;

import java.util.List;
import java.util.Optional;
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
    private static final int LONGEST_TEXT = 512;

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
                        ApplicationStatus.APPROVED));
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
        check(name, callbackUrl, description);
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
                ApplicationStatus.APPROVED));
    }

    /**
     * Changes an application.
     *
     * @param tier one of {@link #tiers}; empty, or the one that it has, for no change
     * @throws Invalid if there is no such tier
     * @throws Forbidden if the caller may not use the tier
     * @throws NotFound if the caller has none of the old name
     * @throws Conflict if another one has the new name
     */
    public Application update(
            Caller caller, String oldName, String newName, String tier, String callbackUrl, String description) {
        Application before = own.find(caller, oldName);
        check(newName, callbackUrl, description);
        if (!newName.equals(oldName)
                && applications.find(caller.user(), newName).isPresent()) {
            throw new ApplicationTaken(newName);
        }
        if (!tier.equals(before.tier())) {
            requireTier(caller, tier);
        }
        if (before.status() != ApplicationStatus.APPROVED) {
            throw new ApplicationInactive(oldName);
        }
        Application after = new Application(
                before.id(),
                before.subscriber(),
                newName,
                tier.isBlank() ? before.tier() : tier,
                callbackUrl,
                description,
                before.status());
        applications.update(after);
        keys.forget(subscriptions.keys(before.id()));
        return after;
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

    private static void check(String name, String callbackUrl, String description) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new Invalid("application name: " + name + " (expected: 1 to 100 characters)");
        }
        if (callbackUrl.length() > LONGEST_TEXT || description.length() > LONGEST_TEXT) {
            throw new Invalid("call-back URL or description (expected: at most 512 characters)");
        }
    }
}
