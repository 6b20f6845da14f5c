package org.gatehouse.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStore.Member;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.gatehouse.domain.identity.UserStoreDefinitions;
import org.gatehouse.domain.identity.UserStoreKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The stores beside the database that are defined now, each under a domain of its own; one that is defined anew is opened
 * anew. A name is looked for in the store whose domain stands in front of it, {@code DOMAIN/name}, or else in all of them.
 * Their users belong to the tenant that owns the server.
 */
@Component(service = OtherStores.class)
public final class OtherStores {
    private final UserStoreDefinitions definitions;
    private final List<UserStoreKind> kinds = new CopyOnWriteArrayList<>();
    private final Map<String, Open> open = new HashMap<>();

    private record Open(UserStoreDefinition definition, UserStoreKind kind, UserStore store) {}

    /** None is open yet. */
    @Activate
    public OtherStores(@Reference UserStoreDefinitions definitions) {
        this.definitions = definitions;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(UserStoreKind kind) {
        kinds.add(kind);
    }

    synchronized void remove(UserStoreKind kind) {
        kinds.remove(kind);
        open.values().removeIf(candidate -> {
            boolean gone = candidate.kind() == kind;
            if (gone) {
                candidate.store().close();
            }
            return gone;
        });
    }

    /** The user whose password this is, in the store that has both; name and roles have its domain in front. */
    Optional<Member> authenticate(UserName name, String password) {
        return ask(name, (store, plain) -> store.authenticate(plain, password));
    }

    /** The user, without asking for a password. */
    Optional<Member> find(UserName name) {
        return ask(name, UserStore::find);
    }

    /** Some of the user's attributes. */
    Map<String, String> attributes(UserName name, Set<String> wanted) {
        Optional<String> found = find(name).map(Member::name);
        if (found.isEmpty()) {
            return Map.of();
        }
        String full = found.get();
        int slash = full.indexOf('/');
        return definitions.all().stream()
                .filter(definition -> definition.domain().equals(full.substring(0, slash)))
                .findFirst()
                .map(definition -> store(definition).attributes(full.substring(slash + 1), wanted))
                .orElse(Map.of());
    }

    private Optional<Member> ask(UserName user, BiFunction<UserStore, String, Optional<Member>> question) {
        if (!user.inSuperTenant()) {
            return Optional.empty();
        }
        String name = user.name();
        int slash = name.indexOf('/');
        String domain = slash <= 0 ? "" : name.substring(0, slash).toUpperCase(Locale.ROOT);
        String plain = slash <= 0 ? name : name.substring(slash + 1);
        for (UserStoreDefinition definition : definitions.all()) {
            if (domain.isEmpty() || definition.domain().equals(domain)) {
                Optional<Member> member = question.apply(store(definition), plain);
                if (member.isPresent()) {
                    return member.map(found -> qualified(definition, found));
                }
            }
        }
        return Optional.empty();
    }

    private static Member qualified(UserStoreDefinition definition, Member member) {
        String prefix = definition.domain() + "/";
        Set<String> roles = new HashSet<>();
        member.roles().forEach(role -> roles.add(prefix + role));
        return new Member(prefix + member.name(), roles);
    }

    private synchronized UserStore store(UserStoreDefinition definition) {
        Open known = open.get(definition.domain());
        if (known != null && known.definition().equals(definition)) {
            return known.store();
        }
        UserStoreKind kind = kinds.stream()
                .filter(candidate -> candidate.includes(definition))
                .findFirst()
                .orElseThrow(() -> new Unavailable("user store " + definition.domain() + ": no bundle here opens a "
                        + definition.kind() + " (expected: one installed, or the store disabled)"));
        UserStore store = kind.open(definition);
        open.put(definition.domain(), new Open(definition, kind, store));
        if (known != null) {
            known.store().close();
        }
        return store;
    }

    /** Closes them. */
    @Deactivate
    public synchronized void close() {
        open.values().forEach(candidate -> candidate.store().close());
        open.clear();
    }
}
