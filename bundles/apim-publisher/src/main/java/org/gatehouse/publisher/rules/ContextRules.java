package org.gatehouse.publisher.rules;

import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.ContextPath;
import org.gatehouse.domain.identity.UserName;

/** Which contexts there may be, and whether one is free. */
public final class ContextRules {
    private static final Pattern CONTEXT = Pattern.compile("(/(?!\\.+(/|$))([A-Za-z0-9._~-]+|\\{version}))+");
    private static final String VERSION = "{version}";
    private static final int LONGEST = 200;

    private final Apis apis;

    /** Among these APIs. */
    public ContextRules(Apis apis) {
        this.apis = apis;
    }

    /**
     * Agrees by returning, to the context of an API that is to be.
     *
     * @throws Invalid naming the context and what it may be
     */
    public void checkNew(Api api) {
        String template = api.contextTemplate();
        if (template.length() > LONGEST
                || !CONTEXT.matcher(template).matches()
                || template.equals("/{version}")
                || template.indexOf(VERSION) != template.lastIndexOf(VERSION)) {
            throw new Invalid("API context: " + template
                    + " (expected: up to 200 characters, in segments of letters from a to z, digits and . _ ~ -, one of"
                    + " which may be {version})");
        }
        checkPath(api.id().provider(), api.context());
    }

    /**
     * Agrees by returning, to what calls without a version are to find.
     *
     * @throws Invalid if the server has that path itself
     */
    public void checkDefault(Api api) {
        if (api.defaultVersion()) {
            checkPath(api.id().provider(), api.unversionedContext());
        }
    }

    private static void checkPath(UserName provider, String context) {
        if (new ContextPath(context).isReservedFrom(provider.tenant())) {
            throw new Invalid("API context: " + context
                    + " (expected: none that the server itself has, and not below /t, where the tenants are)");
        }
    }

    /** Whether an API other than its own versions would be called where this one would, or be kept from it. */
    public boolean isTaken(Api api) {
        ContextClaim claim = ContextClaim.of(ApiSummary.of(api, 0));
        return apis
                .around(
                        api.id().provider().tenant(),
                        claim.paths(),
                        claim.versioned().path())
                .stream()
                .filter(other -> !isVersionOf(api.id(), other) && ContextPath.isOne(other.context()))
                .anyMatch(other -> claim.clashes(ContextClaim.of(other)));
    }

    private static boolean isVersionOf(ApiId id, ApiSummary api) {
        return api.id().provider().equals(id.provider()) && api.id().name().equals(id.name());
    }

    /** Whether no other API of the user's tenant can have this context, with or without {@code {version}}. */
    public boolean isTaken(UserName user, String context) {
        String path = Api.unversioned(context.startsWith("/") ? context : "/" + context);
        String tenant = "/t/" + user.tenant();
        String whole = user.inSuperTenant() || path.startsWith(tenant + "/") ? path : tenant + path;
        return apis.contextTaken(user.tenant(), whole);
    }
}
