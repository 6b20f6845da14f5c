package org.gatehouse.publisher.rules;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.ScopeTaken;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.domain.tier.UnknownTier;

/** What an API's resources, their scopes and tiers must be. */
public final class ResourceRules {
    private static final Pattern VERB = Pattern.compile("[A-Z]{3,20}");
    private static final int LONGEST_PATTERN = 500;
    private static final int MOST_RESOURCES = 10_000;
    private static final int MOST_SCOPES = 1_000;

    /** Several stand in a request with blanks between them (RFC 6749 §3.3). */
    private static final Pattern SCOPE = Pattern.compile("[^\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}]{1,100}");

    private static final Pattern NOT_SEEN = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private final Apis apis;
    private final Tiers tiers;

    /** With these tiers, among these APIs. */
    public ResourceRules(Apis apis, Tiers tiers) {
        this.apis = apis;
        this.tiers = tiers;
    }

    /**
     * Agrees by returning.
     *
     * @throws Invalid naming what breaks which rule
     */
    public void check(Api api) {
        String tenant = api.id().provider().tenant();
        require(!api.resources().isEmpty(), "At least one resource is required");
        require(
                api.resources().size() <= MOST_RESOURCES,
                "resources: " + api.resources().size() + " (expected: " + MOST_RESOURCES + " at most)");
        api.tiers().forEach(tier -> {
            if (tiers.find(tenant, tier).isEmpty()) {
                throw new UnknownTier(tier);
            }
        });
        require(
                api.scopes().size() <= MOST_SCOPES,
                "scopes: " + api.scopes().size() + " (expected: " + MOST_SCOPES + " at most)");
        Set<String> scopes = new HashSet<>();
        for (Scope scope : api.scopes()) {
            require(
                    SCOPE.matcher(scope.key()).matches(),
                    "Scope " + scope.key()
                            + ": (expected: up to 100 characters, none of which is a blank or is not seen)");
            require(
                    OwnScope.of(scope.key()).isEmpty(),
                    "Scope " + scope.key() + ": it is one of this server's own (expected: another name)");
            require(scopes.add(scope.key()), "Scope " + scope.key() + " is given twice");
        }
        Set<String> seen = new HashSet<>();
        for (ApiResource resource : api.resources()) {
            check(resource, tenant, scopes);
            require(seen.add(name(resource)), "resource " + name(resource) + " is given twice");
        }
    }

    /**
     * Agrees by returning.
     *
     * @throws Conflict if another API has one of the scopes
     */
    public void requireFreeScopes(Api api) {
        for (Scope scope : api.scopes()) {
            if (apis.scopeTaken(api.id().provider().tenant(), scope.key(), api.id())) {
                throw new ScopeTaken(scope.key());
            }
        }
    }

    private void check(ApiResource resource, String tenant, Set<String> scopes) {
        require(VERB.matcher(resource.verb()).matches(), "HTTP method: " + resource.verb() + " (expected: capitals)");
        require(
                resource.urlPattern().startsWith("/")
                        && resource.urlPattern().length() <= LONGEST_PATTERN
                        && !NOT_SEEN.matcher(resource.urlPattern()).find(),
                "URL pattern: " + resource.urlPattern() + " (expected: up to " + LONGEST_PATTERN
                        + " characters, the first a slash, none of which is not seen)");
        require(
                tiers.find(tenant, resource.tier()).isPresent(),
                "tier of " + name(resource) + ": " + resource.tier() + " (expected: one that is there)");
        String scope = resource.scope();
        require(
                scope == null || scopes.contains(scope),
                "Scope " + scope + " of " + name(resource) + " is not among the scopes");
    }

    private static String name(ApiResource resource) {
        return resource.verb() + " " + resource.urlPattern();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Invalid(otherwise);
        }
    }
}
