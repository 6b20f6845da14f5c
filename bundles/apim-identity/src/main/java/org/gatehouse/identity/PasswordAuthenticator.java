package org.gatehouse.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.parts.MachineIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares passwords with the stored hashes. An unknown name costs as much time as a wrong password, and both have to wait
 * alike, so that neither answers nor their timing tell who has an account. Each refusal is in the security log.
 */
@Component(immediate = true)
public final class PasswordAuthenticator implements Authenticator {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(PasswordAuthenticator.class);

    private static final Logger AUDIT = LoggerFactory.getLogger("audit.sign-in");

    private final Users users;
    private final OtherStores others;
    private final Tenants tenants;
    private final RecentPasswords recent;
    private final SignInLimits limits;
    private final HashTurns turns;
    private final MachineIdentity parts;

    /** As configured; an empty database gets its first accounts before the service is there. */
    @Activate
    public PasswordAuthenticator(
            @Reference Users users,
            @Reference OtherStores others,
            @Reference Tenants tenants,
            @Reference TokenSecret secret,
            @Reference SignInLimitsInForce inForce,
            @Reference FirstPassword first) {
        this(
                users,
                others,
                tenants,
                new RecentPasswords(inForce.remembered(), InstantSource.system()),
                inForce.limits(),
                new MachineIdentity(secret, InstantSource.system()));
        FirstAccounts.addTo(users, first);
        first.tell(users);
    }

    PasswordAuthenticator(
            Users users,
            OtherStores others,
            Tenants tenants,
            RecentPasswords recent,
            SignInLimits limits,
            MachineIdentity parts) {
        this.users = users;
        this.others = others;
        this.tenants = tenants;
        this.recent = recent;
        this.limits = limits;
        this.turns = new HashTurns(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), PATIENCE);
        this.parts = parts;
    }

    @Override
    public Optional<Caller> authenticate(UserName name, String password, Origin from) {
        String key = name.qualified().toLowerCase(Locale.ROOT);
        Origin origin = parts.resolved(from);
        if (!limits.admits(key, origin)) {
            return refused(key, origin, "has to wait after too many wrong passwords");
        }
        Optional<Caller> caller = known(name, key, password, origin);
        if (caller.isEmpty()) {
            Instant until = limits.failed(key, origin);
            if (until != null) {
                LOG.warn(
                        "{} has to wait at {} until {}: too many wrong passwords (apim:unlock ends it)",
                        printable(key),
                        origin.network(),
                        until);
            }
            return refused(key, origin, "no such user, or another password");
        }
        if (FirstAccounts.isOfEverybody(key, password) && !origin.isOwnLoopback()) {
            refused(key, origin, "the password that everybody knows counts on this machine only");
            throw new Forbidden(FirstAccounts.NOT_FROM_THERE);
        }
        limits.succeeded(key, origin);
        return caller;
    }

    private Optional<Caller> known(UserName name, String key, String password, Origin from) {
        Optional<User> user = find(name);
        String hash = user.map(User::passwordHash).orElse(PasswordHash.OF_NOBODY);
        if (user.isPresent() && recent.knows(key, password, hash)) {
            return user.map(this::caller);
        }
        boolean right = turns.ask(
                limits.isTrusted(key, from), SignInLimits.place(from), key, () -> PasswordHash.matches(password, hash));
        if (user.isEmpty()) {
            return others.authenticate(name, password).map(member -> caller(name, member));
        }
        if (right) {
            recent.remember(key, password, hash);
        }
        return right ? user.map(this::caller) : Optional.empty();
    }

    private static Optional<Caller> refused(String user, Origin from, String why) {
        AUDIT.info(
                "Sign-in refused: user={} from={}{} at={}: {}",
                printable(user),
                printable(from.address()),
                from.direct() ? "" : " (through a proxy)",
                printable(from.door()),
                why);
        return Optional.empty();
    }

    @Override
    public Optional<Caller> asCaller(UserName name) {
        return find(name).map(this::caller).or(() -> others.find(name).map(member -> caller(name, member)));
    }

    /** Users of a tenant that is not active are as unknown as those of none. */
    private Optional<User> find(UserName name) {
        boolean comesIn = name.inSuperTenant()
                || tenants.find(name.tenant()).filter(Tenant::active).isPresent();
        return comesIn ? users.find(name) : Optional.empty();
    }

    private Caller caller(UserName asked, UserStore.Member member) {
        return caller(Account.NONE, new UserName(asked.tenant(), member.name()), member.roles());
    }

    private Caller caller(User user) {
        return caller(user.number(), user.name(), user.roles());
    }

    private Caller caller(long number, UserName name, Set<String> given) {
        Set<String> roles = new HashSet<>(given);
        roles.add(Role.EVERYONE);
        Set<String> permissions = new HashSet<>();
        for (String role : roles) {
            users.findRole(name.tenant(), role).ifPresent(found -> permissions.addAll(found.permissions()));
        }
        return new Caller(name, roles, permissions, number);
    }

    /** The name is whatever somebody typed: no line of its own making gets into the log. */
    private static String printable(String text) {
        return text.replaceAll(
                "[^\\x20-\\x7e\\xa1-\\ud7ff\\ue000-\\ufffd]|[\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", "?");
    }
}
