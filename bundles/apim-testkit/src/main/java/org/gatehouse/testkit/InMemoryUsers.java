package org.gatehouse.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.AccountTaken;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;

/** Users and roles in memory. */
public final class InMemoryUsers implements Users {
    private final SortedMap<String, User> users = new TreeMap<>();
    private final SortedMap<String, Role> roles = new TreeMap<>();
    private long numbers;

    @Override
    public synchronized Optional<User> find(UserName name) {
        return Optional.ofNullable(users.get(key(name)));
    }

    @Override
    public synchronized List<User> all(String tenant) {
        return users.values().stream()
                .filter(user -> user.name().tenant().equals(tenant))
                .toList();
    }

    @Override
    public synchronized void add(User user) {
        if (users.containsKey(key(user.name()))) {
            throw new AccountTaken(user.name().toString());
        }
        put(user);
    }

    @Override
    public synchronized boolean setPassword(User seen, String passwordHash) {
        User now = users.get(key(seen.name()));
        if (now == null || now.number() != seen.number() || !now.passwordHash().equals(seen.passwordHash())) {
            return false;
        }
        put(new User(now.name(), passwordHash, now.roles()));
        return true;
    }

    @Override
    public synchronized boolean changeRoles(UserName name, Set<String> added, Set<String> removed) {
        User now = find(name).orElseThrow(() -> new NotFound("User " + name + " does not exist"));
        Set<String> roles = new HashSet<>(now.roles());
        boolean reduced = roles.removeAll(removed);
        roles.addAll(added);
        put(new User(now.name(), now.passwordHash(), roles));
        return reduced;
    }

    /** Adds the user, or replaces the one of that name, as no port does. */
    public synchronized void put(User user) {
        User known = users.get(key(user.name()));
        long number = known == null ? ++numbers : known.number();
        users.put(key(user.name()), new User(number, user.name(), user.passwordHash(), user.roles()));
    }

    @Override
    public synchronized void remove(UserName name) {
        users.remove(key(name));
    }

    @Override
    public List<UserName> members(String tenant, String role) {
        return all(tenant).stream()
                .filter(user -> user.roles().contains(role))
                .map(User::name)
                .toList();
    }

    @Override
    public synchronized Optional<Role> findRole(String tenant, String name) {
        return Optional.ofNullable(roles.get(name + "@" + tenant));
    }

    @Override
    public synchronized List<Role> roles(String tenant) {
        return roles.values().stream()
                .filter(role -> role.tenant().equals(tenant))
                .toList();
    }

    @Override
    public synchronized void saveRole(Role role) {
        roles.put(role.name() + "@" + role.tenant(), role);
    }

    @Override
    public synchronized void removeRole(String tenant, String name) {
        roles.remove(name + "@" + tenant);
        users.replaceAll((key, user) -> {
            Set<String> left = new HashSet<>(user.roles());
            boolean had = user.name().tenant().equals(tenant) && left.remove(name);
            return had ? new User(user.number(), user.name(), user.passwordHash(), left) : user;
        });
    }

    private static String key(UserName name) {
        return name.qualified().toLowerCase(Locale.ROOT);
    }
}
