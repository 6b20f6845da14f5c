package org.gatehouse.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.UserStores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The stores beside the database, of whichever kind, as they come and go. Their users belong to the tenant that owns the server. */
@Component(service = OtherStores.class)
public final class OtherStores {
    private final List<UserStores> kinds = new CopyOnWriteArrayList<>();

    /** None yet. */
    @Activate
    public OtherStores() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(UserStores stores) {
        kinds.add(stores);
    }

    void remove(UserStores stores) {
        kinds.remove(stores);
    }

    /** The user whose password this is, in the store that has both. */
    Optional<UserStores.Member> authenticate(UserName name, String password) {
        return first(name, stores -> stores.authenticate(name.name(), password));
    }

    /** The user, without asking for a password. */
    Optional<UserStores.Member> find(UserName name) {
        return first(name, stores -> stores.find(name.name()));
    }

    /** Some of the user's attributes. */
    Map<String, String> attributes(UserName name, Set<String> wanted) {
        Map<String, String> attributes = new HashMap<>();
        if (name.inSuperTenant()) {
            kinds.forEach(stores -> stores.attributes(name.name(), wanted).forEach(attributes::putIfAbsent));
        }
        return attributes;
    }

    private Optional<UserStores.Member> first(
            UserName name, Function<UserStores, Optional<UserStores.Member>> question) {
        return name.inSuperTenant()
                ? kinds.stream()
                        .flatMap(stores -> question.apply(stores).stream())
                        .findFirst()
                : Optional.empty();
    }
}
