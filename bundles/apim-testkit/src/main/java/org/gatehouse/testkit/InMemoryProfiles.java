package org.gatehouse.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;

/** What is known of users, in memory. */
public final class InMemoryProfiles implements Profiles {
    private final Users users;
    private final Map<UserName, Map<String, String>> profiles = new HashMap<>();

    /** Of these users. */
    public InMemoryProfiles(Users users) {
        this.users = users;
    }

    @Override
    public synchronized Map<String, String> of(UserName user) {
        return users.find(user)
                .map(User::name)
                .map(name -> Map.copyOf(profiles.getOrDefault(name, Map.of())))
                .orElse(Map.of());
    }

    @Override
    public synchronized void put(UserName user, Map<String, String> attributes) {
        users.find(user).ifPresent(known -> {
            Map<String, String> profile = profiles.computeIfAbsent(known.name(), name -> new TreeMap<>());
            profile.putAll(attributes);
            profile.values().removeIf(String::isEmpty);
        });
    }
}
