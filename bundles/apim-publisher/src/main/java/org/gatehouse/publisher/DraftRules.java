package org.gatehouse.publisher;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.ContextPath;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.tier.Tiers;

/** What a draft must keep to before it is stored. */
final class DraftRules {
    /**
     * A colon ends a name where its version begins, two hyphens end the provider's; dots alone are no segment of a path. What is
     * not seen, or turns what is read around, makes one name look like another.
     */
    private static final String NO_PART = "~!#$;:%^*+={}|\\\\<>\"'/,&?\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}";

    private static final Pattern NAME = Pattern.compile("(?!.*--)(?!\\.+$)[^" + NO_PART + "-][^" + NO_PART + "]*");

    /** A part of the path that is called, so of what stays as it is in every client's address (RFC 3986 §2.3). */
    private static final Pattern VERSION = Pattern.compile("(?!.*--)(?!\\.+$)[A-Za-z0-9._][A-Za-z0-9._-]*");

    private static final Pattern CONTEXT = Pattern.compile("(/(?!\\.+(/|$))([A-Za-z0-9._~-]+|\\{version}))+");
    private static final Pattern VERB = Pattern.compile("[A-Z]{3,20}");
    private static final Set<String> TRANSPORTS = Set.of("http", "https");
    private static final int LONGEST_TEXT = 32_000;

    private final Tiers tiers;

    DraftRules(Tiers tiers) {
        this.tiers = tiers;
    }

    /**
     * Agrees by returning, to what an API has from its first day on.
     *
     * @throws Invalid naming what breaks which rule
     */
    void checkNew(ApiDraft draft) {
        require(
                draft.id().name().length() <= 200
                        && NAME.matcher(draft.id().name()).matches(),
                "API name: " + draft.id().name()
                        + " (expected: up to 200 characters, not dots alone, none that is not seen, no blanks, no -- and none of ~!#$;:%^*+={}|\\<>\"'/,&?)");
        String version = draft.id().version();
        require(
                version.length() <= 30 && VERSION.matcher(version).matches(),
                // Scripts of 1.9 are told what stands before the first colon.
                "An API version has up to 30 letters from a to z, digits and . _ -, but not dots alone, no - at its"
                        + " beginning and no --, unlike " + version);
        String template = draft.contextTemplate();
        require(
                template.length() <= 200 && CONTEXT.matcher(template).matches() && !template.equals("/{version}"),
                "An API context has up to 200 characters, in segments of letters from a to z, digits and . _ ~ -, one of"
                        + " which may be {version}, unlike " + template);
        checkPath(draft, template.replace("{version}", version));
    }

    private static void checkPath(ApiDraft draft, String context) {
        require(
                !new ContextPath(context).isReservedFrom(draft.id().provider().tenant()),
                "API context: " + context + " (expected: none that the server itself has, and not below /t, where the"
                        + " tenants are)");
    }

    /**
     * Agrees by returning.
     *
     * @throws Invalid naming what breaks which rule
     */
    void check(ApiDraft draft) {
        if (draft.defaultVersion()) {
            checkPath(draft, Api.unversioned(draft.contextTemplate()));
        }
        require(draft.description().text().length() <= LONGEST_TEXT, "description: longer than " + LONGEST_TEXT);
        require(
                TRANSPORTS.containsAll(draft.transports()),
                "Unsupported Transport [" + firstNotIn(TRANSPORTS, draft.transports()) + "]");
        require(!draft.resources().isEmpty(), "At least one resource is required");
        String tenant = draft.id().provider().tenant();
        draft.tiers()
                .forEach(tier ->
                        require(tiers.find(tenant, tier).isPresent(), "Specified tier " + tier + " does not exist"));
        checkResources(draft, tenant);
        checkEndpoints(draft.backend().endpoints());
    }

    private void checkResources(ApiDraft draft, String tenant) {
        Set<String> scopes = new HashSet<>();
        for (Scope scope : draft.scopes()) {
            require(scopes.add(scope.key()), "Scope " + scope.key() + " is given twice");
        }
        Set<String> seen = new HashSet<>();
        for (ApiResource resource : draft.resources()) {
            String what = resource.verb() + " " + resource.urlPattern();
            require(
                    VERB.matcher(resource.verb()).matches(),
                    "HTTP method: " + resource.verb() + " (expected: capitals)");
            require(
                    resource.urlPattern().startsWith("/")
                            && resource.urlPattern().length() <= 500,
                    "URL pattern: " + resource.urlPattern() + " (expected: up to 500 characters, the first a slash)");
            require(seen.add(what), "resource " + what + " is given twice");
            require(
                    tiers.find(tenant, resource.tier()).isPresent(),
                    "Specified tier " + resource.tier() + " of " + what + " does not exist");
            String scope = resource.scope();
            require(
                    scope == null || scopes.contains(scope),
                    "Scope " + scope + " of " + what + " is not among the scopes");
        }
    }

    private static void checkEndpoints(Endpoints endpoints) {
        if (endpoints instanceof Endpoints.Http http) {
            http.sides().production().ifPresent(target -> checkTemplate(target.url(), "Production"));
            http.sides().sandbox().ifPresent(target -> checkTemplate(target.url(), "Sandbox"));
        }
    }

    /**
     * Agrees by returning.
     *
     * @throws Invalid if a gateway would not know where to send the API's calls
     */
    static void checkDeployable(Api api) {
        boolean callsNothing = !api.status().isOnGateway()
                || api.status() == ApiStatus.BLOCKED
                || api.backend().implementation() == Backend.Implementation.INLINE;
        if (callsNothing) {
            return;
        }
        require(
                !api.backend().endpoints().sides().isEmpty(),
                "At least one production or sandbox endpoint is required");
    }

    private static void checkTemplate(String url, String which) {
        String without = url.replaceAll("\\{\\+?(uri\\.var|query\\.param)\\.[^{}]+}", "");
        require(
                !without.contains("{") && !without.contains("}"),
                "Invalid " + which
                        + " Endpoint URI. Please refer HTTP Endpoint documentation of the WSO2 ESB for details.");
    }

    private static String firstNotIn(Set<String> allowed, Set<String> given) {
        return given.stream()
                .filter(item -> !allowed.contains(item))
                .findFirst()
                .orElse("");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Invalid(otherwise);
        }
    }
}
