package org.gatehouse.publisher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.DefinitionChange.Effect;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the resources of an API, and no specification knows: which tokens, scopes and tiers they want, who has the
 * scopes, and the scripts that answer. Tells what becomes of it if a definition takes the place of another.
 */
final class Guards {
    private final Function<String, Optional<Tier>> tiers;
    private final Consumer<DefinitionChange> told;

    private Guards(Function<String, Optional<Tier>> tiers, Consumer<DefinitionChange> told) {
        this.tiers = tiers;
        this.told = told;
    }

    static void compare(Api before, ParsedDefinition after, Tiers tiers, Consumer<DefinitionChange> told) {
        String tenant = before.id().provider().tenant();
        Guards guards = new Guards(name -> tiers.find(tenant, name), told);
        guards.resources(Served.of(before.resources()), Served.of(after.resources()));
        guards.scopes(byKey(before.scopes()), byKey(after.scopes()));
    }

    private void resources(Served before, Served after) {
        for (ApiResource resource : after.resources()) {
            ApiResource same = before.same(resource);
            ApiResource general = same == null ? before.general(resource) : null;
            if (same != null) {
                resource(Served.name(resource), same, resource);
            } else if (general != null) {
                resource(
                        Served.name(resource) + " (before: a call of " + general.urlPattern() + ")", general, resource);
            } else if (resource.auth() == AuthType.NONE) {
                tell(Effect.OPENING, Served.name(resource), "is new, and asks for no token");
            }
        }
        for (ApiResource gone : before.resources()) {
            ApiResource general = after.same(gone) == null ? after.general(gone) : null;
            if (general != null) {
                resource(Served.name(gone) + " (now: a call of " + general.urlPattern() + ")", gone, general);
            }
        }
    }

    private void resource(String resource, ApiResource before, ApiResource after) {
        if (before.auth() != after.auth()) {
            tell(
                    accepts(after.auth(), before.auth()) ? Effect.OPENING : Effect.BREAKING,
                    resource,
                    "asks for " + words(after.auth()) + now(words(before.auth())));
        }
        if (!Objects.equals(before.scope(), after.scope())) {
            tell(
                    after.scope() == null ? Effect.OPENING : Effect.BREAKING,
                    resource,
                    "asks for the scope " + orNone(after.scope()) + now(orNone(before.scope())));
        }
        if (!before.tier().equals(after.tier())) {
            tell(
                    letsAsMuch(after.tier(), before.tier()) ? Effect.OPENING : Effect.BREAKING,
                    resource,
                    "has the tier " + after.tier() + now(before.tier()));
        }
        if (!Objects.equals(before.mediationScript(), after.mediationScript())) {
            tell(Effect.BREAKING, resource, script(before.mediationScript(), after.mediationScript()));
        }
    }

    /** Whether whoever the other lets in is let in. */
    private static boolean accepts(AuthType auth, AuthType other) {
        return auth == AuthType.NONE || (auth == AuthType.ANY && other != AuthType.NONE);
    }

    /** Whether whoever keeps within the other keeps within this tier. One that is not there says nothing. */
    private boolean letsAsMuch(String name, String other) {
        return name.equals(Tier.UNLIMITED_NAME)
                || tiers.apply(name)
                        .flatMap(tier -> tiers.apply(other).map(before -> letsAsMuch(tier, before)))
                        .orElse(false);
    }

    private static boolean letsAsMuch(Tier tier, Tier other) {
        return tier.isUnlimited()
                || (!other.isUnlimited() && tier.count() >= other.count() && perSecond(tier) >= perSecond(other));
    }

    private static double perSecond(Tier tier) {
        return 1000.0 * tier.count() / tier.unit().toMillis();
    }

    private static String words(AuthType auth) {
        return switch (auth) {
            case NONE -> "no token";
            case APPLICATION -> "a token of an application";
            case APPLICATION_USER -> "a token of a user";
            case ANY -> "a token of either kind";
        };
    }

    private static String script(@Nullable String before, @Nullable String after) {
        if (after == null) {
            return "the script that answers is gone";
        }
        return before == null ? "a script answers now" : "the script that answers differs";
    }

    private static Map<String, Scope> byKey(List<Scope> scopes) {
        Map<String, Scope> byKey = new LinkedHashMap<>();
        scopes.forEach(scope -> byKey.putIfAbsent(scope.key(), scope));
        return byKey;
    }

    private void scopes(Map<String, Scope> before, Map<String, Scope> after) {
        before.values().stream()
                .filter(gone -> !after.containsKey(gone.key()))
                .forEach(gone -> tell(Effect.BREAKING, "", scope(gone) + " is gone"));
        for (Scope scope : after.values()) {
            Scope same = before.get(scope.key());
            if (same == null) {
                tell(Effect.COMPATIBLE, "", scope(scope) + " is new");
            } else {
                roles(scope(scope), same.roles(), scope.roles());
                if (!same.name().equals(scope.name()) || !same.description().equals(scope.description())) {
                    tell(Effect.WORDS, "", scope(scope) + " is described in other words");
                }
            }
        }
    }

    private void roles(String scope, Set<String> before, Set<String> after) {
        if (!before.equals(after)) {
            boolean isWider = after.isEmpty() || (!before.isEmpty() && after.containsAll(before));
            tell(
                    isWider ? Effect.OPENING : Effect.BREAKING,
                    "",
                    scope + " is for " + roles(after) + now(roles(before)));
        }
    }

    private static String roles(Set<String> roles) {
        return roles.isEmpty() ? "everybody" : "the roles " + String.join(", ", new TreeSet<>(roles));
    }

    private static String scope(Scope scope) {
        return "the scope " + scope.key();
    }

    private static String now(String before) {
        return " now (before: " + before + ")";
    }

    private static String orNone(@Nullable String scope) {
        return scope == null ? "none" : scope;
    }

    private void tell(Effect effect, String resource, String what) {
        told.accept(new DefinitionChange(effect, resource, what));
    }
}
