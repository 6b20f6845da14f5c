package org.gatehouse.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.Users;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares passwords with the stored hashes. An unknown name costs as much time as a wrong password, and both are locked
 * alike, so that neither answers nor their timing tell who has an account.
 */
@Component(immediate = true, configurationPid = "apim.identity")
@Designate(ocd = PasswordAuthenticator.Config.class)
public final class PasswordAuthenticator implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordAuthenticator.class);

    private final Users users;
    private final OtherStores others;
    private final Tenants tenants;
    private final RecentPasswords recent;
    private final Lockout lockout;

    /** As configured; an empty database gets its first accounts before the service is there. */
    @Activate
    public PasswordAuthenticator(
            @Reference Users users, @Reference OtherStores others, @Reference Tenants tenants, Config config) {
        this(
                users,
                others,
                tenants,
                new RecentPasswords(Duration.ofSeconds(config.remember_seconds()), InstantSource.system()),
                new Lockout(config.lock_failures(), Duration.ofMinutes(config.lock_minutes()), InstantSource.system()));
        FirstAccounts.addTo(users);
    }

    PasswordAuthenticator(Users users, OtherStores others, Tenants tenants, RecentPasswords recent, Lockout lockout) {
        this.users = users;
        this.others = others;
        this.tenants = tenants;
        this.recent = recent;
        this.lockout = lockout;
    }

    @Override
    public Optional<Caller> authenticate(UserName name, String password) {
        String key = name.qualified().toLowerCase(Locale.ROOT);
        if (lockout.isLocked(key)) {
            return Optional.empty();
        }
        Optional<User> user = find(name);
        String hash = user.map(User::passwordHash).orElse(PasswordHash.OF_NOBODY);
        if (user.isPresent() && recent.knows(key, password, hash)) {
            return user.map(this::caller);
        }
        boolean right = PasswordHash.matches(password, hash);
        if (user.isEmpty()) {
            Optional<Caller> elsewhere = others.authenticate(name, password).map(member -> caller(name, member));
            if (elsewhere.isPresent()) {
                lockout.succeeded(key);
                return elsewhere;
            }
        }
        if (!right || user.isEmpty()) {
            if (lockout.failed(key)) {
                LOG.warn("Locked after too many wrong passwords: {}", printable(key));
            }
            return Optional.empty();
        }
        lockout.succeeded(key);
        recent.remember(key, password, hash);
        return user.map(this::caller);
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
        return caller(new UserName(asked.tenant(), member.name()), member.roles());
    }

    private Caller caller(User user) {
        return caller(user.name(), user.roles());
    }

    private Caller caller(UserName name, Set<String> given) {
        Set<String> roles = new HashSet<>(given);
        roles.add(Role.EVERYONE);
        Set<String> permissions = new HashSet<>();
        for (String role : roles) {
            users.findRole(name.tenant(), role).ifPresent(found -> permissions.addAll(found.permissions()));
        }
        return new Caller(name, roles, permissions);
    }

    /** The name is whatever somebody typed: no line of its own making gets into the log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: identity")
    @interface Config {
        @AttributeDefinition(description = "How long a right password is remembered, in seconds.", min = "0")
        int remember_seconds() default 60;

        @AttributeDefinition(description = "After how many wrong passwords a name is locked; 0 means never.", min = "0")
        int lock_failures() default 5;

        @AttributeDefinition(description = "How long a name stays locked, in minutes.", min = "1")
        int lock_minutes() default 15;
    }
}
