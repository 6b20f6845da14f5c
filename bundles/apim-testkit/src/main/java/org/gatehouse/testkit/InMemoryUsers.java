package org.gatehouse.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;

/** Users and roles in memory. */
public final class InMemoryUsers implements Users {
    private final SortedMap<String, User> users = new TreeMap<>();
    private final SortedMap<String, Role> roles = new TreeMap<>();

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
    public synchronized void save(User user) {
        users.put(key(user.name()), user);
    }

    @Override
    public synchronized void remove(UserName name) {
        users.remove(key(name));
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

    private static String key(UserName name) {
        return name.qualified().toLowerCase(Locale.ROOT);
    }
}
