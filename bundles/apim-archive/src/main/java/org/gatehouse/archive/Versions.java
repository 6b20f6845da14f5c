package org.gatehouse.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.identity.UserName;

/** Wishes for versions of one API: these have their scopes together, and one of them is called without a version. */
final class Versions {
    private Versions() {}

    /** Of which API something is a version. */
    private record Name(UserName provider, String name) {
        static Name of(ApiId id) {
            return new Name(id.provider(), id.name());
        }
    }

    /** What only one of several versions may be: those that gateways have are apart from those that wait. */
    private record Default(Name name, boolean isOnGateway) {}

    private record Shared(Name name, String scope) {}

    /**
     * Agrees by returning.
     *
     * @throws Invalid if they say of each other what can't be true of both, so that each would undo what the other says
     */
    static void requireAgreement(List<Wish> wishes) {
        Map<Default, ApiId> defaults = new HashMap<>();
        Map<Shared, Wish> scopes = new HashMap<>();
        for (Wish wish : wishes) {
            if (wish.draft().defaultVersion()) {
                Default mine = new Default(Name.of(wish.id()), wish.status().isOnGateway());
                ApiId other = defaults.putIfAbsent(mine, wish.id());
                if (other != null) {
                    throw new Invalid(other + " and " + wish.id()
                            + ": defaultVersion: true (expected: in one of them, as one is called without a version)");
                }
            }
            for (Scope scope : wish.draft().scopes()) {
                Wish other = scopes.putIfAbsent(new Shared(Name.of(wish.id()), scope.key()), wish);
                if (other != null && !other.draft().scopes().contains(scope)) {
                    throw new Invalid(other.id() + " and " + wish.id() + ": scope " + scope.key()
                            + " (expected: the same name, description and roles in both, as versions share it)");
                }
            }
        }
    }

    /** First those that are to be called without a version and are not, so that one always is. */
    static List<Wish> inOrder(List<Wish> wishes) {
        return Stream.concat(
                        wishes.stream().filter(Versions::takesDefault),
                        wishes.stream().filter(wish -> !takesDefault(wish)))
                .toList();
    }

    private static boolean takesDefault(Wish wish) {
        return wish.draft().defaultVersion()
                && (wish.before() == null
                        || !wish.before().api().defaultVersion()
                        || wish.before().api().status().isOnGateway()
                                != wish.status().isOnGateway());
    }
}
