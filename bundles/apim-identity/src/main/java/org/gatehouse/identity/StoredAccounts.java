package org.gatehouse.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Wildcard;
import org.gatehouse.domain.identity.AccountTaken;
import org.gatehouse.domain.identity.Accounts;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.ClaimDialects;
import org.gatehouse.domain.identity.ClaimsRetriever;
import org.gatehouse.domain.identity.MalformedPassword;
import org.gatehouse.domain.identity.MalformedUserName;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.RoleTaken;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts in the database. */
@Component
public final class StoredAccounts implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAccounts.class);
    private static final Pattern NAME = Pattern.compile("[\\S&&[^,~!#$;%^*+={}\\\\|<>'\"]]{3,50}");
    private static final Pattern PASSWORD = Pattern.compile("\\S{5,128}");
    private static final Pattern ROLE = Pattern.compile("[\\S&&[^,~!#$;%^*+={}\\\\|<>'\"@]]{3,100}");
    private static final int LONGEST_VALUE = 1024;
    private static final Set<String> ALWAYS_THERE = Set.of(Role.ADMIN, Role.SUBSCRIBER, Role.EVERYONE);

    private final Users users;
    private final Authenticator authenticator;
    private final Profiles profiles;
    private final ClaimDialects dialects;
    private final ClaimsRetriever claims;
    private final AccountListeners listeners;

    /** Over what is stored. */
    @Activate
    public StoredAccounts(
            @Reference Users users,
            @Reference Authenticator authenticator,
            @Reference Profiles profiles,
            @Reference ClaimDialects dialects,
            @Reference(target = "(" + ClaimsRetriever.NAME + "=" + ClaimsRetriever.OWN + ")") ClaimsRetriever claims,
            @Reference AccountListeners listeners) {
        this.users = users;
        this.authenticator = authenticator;
        this.profiles = profiles;
        this.dialects = dialects;
        this.claims = claims;
        this.listeners = listeners;
    }

    @Override
    public void addUser(Caller caller, UserName name, String password, Set<String> roles, Map<String, String> claims) {
        requireOwn(caller, name);
        requireName(name.name());
        requirePassword(password);
        if (users.find(name).isPresent()) {
            throw new AccountTaken(name.toString());
        }
        requireMayGive(caller, roles);
        Map<String, String> attributes = attributes(dialects, claims);
        users.add(new User(name, PasswordHash.of(password), without(roles, Set.of(Role.EVERYONE))));
        profiles.put(name, attributes);
        LOG.info("User {} was added by {}", name, caller.user());
    }

    @Override
    public void removeUser(Caller caller, UserName name) {
        User user = require(caller, name);
        if (user.name().equals(caller.user())) {
            throw new Invalid("Cannot delete the user who is signed in");
        }
        requireMayGive(caller, user.roles());
        users.remove(user.name());
        listeners.tell(listener -> listener.removed(user.name()));
        LOG.info("User {} was removed by {}", user.name(), caller.user());
    }

    @Override
    public void requireMaySetPassword(Caller caller, UserName name) {
        requireMayGive(caller, require(caller, name).roles());
    }

    @Override
    public void setPassword(Caller caller, UserName name, String password) {
        User user = require(caller, name);
        requireMayGive(caller, user.roles());
        requirePassword(password);
        setPassword(user, password);
        told(user.name());
        LOG.info("The password of {} was set by {}", user.name(), caller.user());
    }

    private void setPassword(User user, String password) {
        if (!users.setPassword(user, PasswordHash.of(password))) {
            throw new Conflict("User " + user.name() + " was changed meanwhile (expected: a try again)");
        }
    }

    @Override
    public void changeOwnPassword(Caller caller, String old, String next, Origin from) {
        if (authenticator.authenticate(caller.user(), old, from).isEmpty()) {
            throw new Forbidden("The old password is not right");
        }
        requirePassword(next);
        User user = users.find(caller.user()).orElseThrow(() -> unknown(caller.user()));
        setPassword(user, next);
        told(user.name());
        LOG.info("{} has a new password", user.name());
    }

    @Override
    public void changeRoles(Caller caller, UserName name, Set<String> added, Set<String> removed) {
        User user = require(caller, name);
        requireMayGive(caller, added);
        requireMayGive(caller, removed);
        if (users.changeRoles(user.name(), without(added, Set.of(Role.EVERYONE)), removed)) {
            told(user.name());
        }
        LOG.info("{} was given the roles {} and lost {} by {}", user.name(), added, removed, caller.user());
    }

    @Override
    public void addRole(Caller caller, String role, Set<String> permissions, Set<UserName> members) {
        requireManager(caller);
        if (!ROLE.matcher(role).matches()) {
            throw new Invalid("role: " + role + " (expected: 3 to 100 characters without blanks and special ones)");
        }
        if (users.findRole(caller.tenant(), role).isPresent()) {
            throw new RoleTaken(role);
        }
        requireHas(caller, permissions);
        members.forEach(member -> require(caller, member));
        users.saveRole(new Role(caller.tenant(), role, permissions));
        members.forEach(member -> changeRoles(caller, member, Set.of(role), Set.of()));
        LOG.info("Role {} was added by {}", role, caller.user());
    }

    @Override
    public void removeRole(Caller caller, String role) {
        requireManager(caller);
        if (ALWAYS_THERE.contains(role)) {
            throw new Invalid("role: " + role + " (expected: one that is not part of every installation)");
        }
        requireMayGive(caller, Set.of(role));
        List<UserName> members = users.members(caller.tenant(), role);
        users.removeRole(caller.tenant(), role);
        members.forEach(this::told);
        LOG.info("Role {} was removed by {}", role, caller.user());
    }

    @Override
    public List<UserName> users(Caller caller, String pattern) {
        requireManager(caller);
        Wildcard wanted = Wildcard.of(pattern);
        return users.all(caller.tenant()).stream()
                .map(User::name)
                .filter(name -> wanted.matches(name.name()))
                .toList();
    }

    @Override
    public List<Role> roles(Caller caller) {
        requireManager(caller);
        return users.roles(caller.tenant());
    }

    @Override
    public Set<String> rolesOf(Caller caller, UserName name) {
        Set<String> roles = new HashSet<>(require(caller, name).roles());
        roles.add(Role.EVERYONE);
        return roles;
    }

    @Override
    public List<UserName> members(Caller caller, String role) {
        requireManager(caller);
        return role.equals(Role.EVERYONE)
                ? users.all(caller.tenant()).stream().map(User::name).toList()
                : users.members(caller.tenant(), role);
    }

    @Override
    public Map<String, String> claims(Caller caller, UserName name, String dialect) {
        if (!isOneself(caller, name)) {
            require(caller, name);
        }
        return claims.claims(name, dialect);
    }

    @Override
    public void putClaims(Caller caller, UserName name, Map<String, String> changed) {
        if (!isOneself(caller, name)) {
            requireMayGive(caller, require(caller, name).roles());
        }
        User user = users.find(name).orElseThrow(() -> unknown(name));
        profiles.put(user.name(), attributes(dialects, changed));
        listeners.tell(listener -> listener.described(user.name()));
        LOG.info("What is known of {} was changed by {}", user.name(), caller.user());
    }

    private static boolean isOneself(Caller caller, UserName name) {
        return name.qualified().equalsIgnoreCase(caller.user().qualified());
    }

    static Map<String, String> attributes(ClaimDialects dialects, Map<String, String> claimed) {
        Map<String, String> known = dialects.attributes();
        Map<String, String> attributes = new HashMap<>();
        claimed.forEach((claim, value) -> {
            String attribute = known.get(claim);
            if (attribute == null || attribute.equals(StoredClaims.ROLE)) {
                throw new Invalid("claim: " + claim + " (expected: one of claim-config.xml that can be set)");
            }
            if (value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c < ' ')) {
                throw new Invalid(
                        "claim: " + claim + " (expected: one line of at most " + LONGEST_VALUE + " characters)");
            }
            attributes.put(attribute, value.trim());
        });
        return attributes;
    }

    private void told(UserName user) {
        listeners.tell(listener -> listener.reduced(user));
    }

    private User require(Caller caller, UserName name) {
        requireOwn(caller, name);
        return users.find(name).orElseThrow(() -> unknown(name));
    }

    private static NotFound unknown(UserName name) {
        return new NotFound("User " + name + " does not exist");
    }

    private static void requireOwn(Caller caller, UserName name) {
        requireManager(caller);
        if (!name.tenant().equals(caller.tenant())) {
            throw new Forbidden("User " + name + " is not of the tenant " + caller.tenant());
        }
    }

    private static void requireManager(Caller caller) {
        caller.requireAny(Permission.MANAGE_ACCOUNTS);
    }

    /** Who could give a role away that allows more than he may, could give it to himself. */
    private void requireMayGive(Caller caller, Collection<String> roles) {
        for (String name : roles) {
            Role role = users.findRole(caller.tenant(), name)
                    .orElseThrow(() -> new NotFound("Role " + name + " does not exist"));
            requireHas(caller, role.permissions());
        }
    }

    private static void requireHas(Caller caller, Collection<String> permissions) {
        for (String permission : permissions) {
            boolean has = caller.permissions().stream()
                    .anyMatch(own -> permission.equals(own) || permission.startsWith(own + "/"));
            if (!permission.startsWith("/permission") || !has) {
                throw new Forbidden("User '" + caller.user() + "' cannot give away " + permission);
            }
        }
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new MalformedUserName();
        }
    }

    static void requirePassword(String password) {
        if (!PASSWORD.matcher(password).matches()) {
            throw new MalformedPassword();
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
