package org.gatehouse.rest.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.publisher.ApiDraft;
import org.jspecify.annotations.Nullable;

/** An API as it is read and written: what is read may be sent back as it is. */
final class ApiJson {
    private static final String[] MEMBERS = {
        "id",
        "name",
        "version",
        "provider",
        "context",
        "status",
        "description",
        "tags",
        "wsdl",
        "wadl",
        "businessOwner",
        "technicalOwner",
        "hasThumbnail",
        "visibility",
        "subscriptions",
        "endpoints",
        "backend",
        "transports",
        "tiers",
        "resources",
        "scopes",
        "mediation",
        "defaultVersion",
        "gateways",
        "original",
        "revision",
        "lastUpdated",
        "lastUpdatedBy"
    };
    private static final List<String> NOT_FOR_NEW =
            List.of("id", "status", "hasThumbnail", "revision", "lastUpdated", "lastUpdatedBy");
    private static final int LONGEST_ENDPOINTS = 32_000;
    private static final int LONGEST_LINE = 1_000;

    private ApiJson() {}

    static Map<String, Object> write(Api api) {
        Description description = api.description();
        UserName by = api.lastUpdatedBy();
        return Answers.object(
                "id", ApiAddress.text(api.id()),
                "name", api.id().name(),
                "version", api.id().version(),
                "provider", api.id().provider().toString(),
                "context", api.contextTemplate(),
                "status", api.status().name(),
                "description", description.text(),
                "tags", description.tags(),
                "wsdl", description.wsdl(),
                "wadl", description.wadl(),
                "businessOwner", person(description.business()),
                "technicalOwner", person(description.technical()),
                "hasThumbnail", !description.thumbnail().isEmpty(),
                "visibility", visibility(api.visibility()),
                "subscriptions",
                        Answers.object(
                                "level",
                                api.availability().level().name(),
                                "tenants",
                                new TreeSet<>(api.availability().tenants())),
                "endpoints",
                        api.backend().endpoints() instanceof Endpoints.Unreadable
                                ? null
                                : EndpointConfig.write(api.backend().endpoints()),
                "backend",
                        Answers.object(
                                "implementation", api.backend().implementation().name(),
                                "secured", api.backend().secured(),
                                "username", api.backend().username()),
                "transports", new TreeSet<>(api.transports()),
                "tiers", api.tiers(),
                "resources", api.resources().stream().map(ApiJson::resource).toList(),
                "scopes", api.scopes().stream().map(ApiJson::scope).toList(),
                "mediation", mediation(api.mediation()),
                "defaultVersion", api.defaultVersion(),
                "gateways", new TreeSet<>(api.environments()),
                "original", original(api.original()),
                "revision", api.revision(),
                "lastUpdated", api.lastUpdated().toString(),
                "lastUpdatedBy", by == null ? null : by.toString());
    }

    /** What a list shows. */
    static Map<String, Object> summary(ApiSummary api) {
        return Answers.object(
                "id", ApiAddress.text(api.id()),
                "name", api.id().name(),
                "version", api.id().version(),
                "provider", api.id().provider().toString(),
                "context", api.contextTemplate(),
                "status", api.status().name(),
                "description", api.description().text(),
                "tags", api.description().tags(),
                "hasThumbnail", !api.description().thumbnail().isEmpty(),
                "visibility", visibility(api.visibility()),
                "tiers", api.tiers(),
                "defaultVersion", api.defaultVersion(),
                "original", original(api.original()),
                "revision", api.revision(),
                "lastUpdated", api.lastUpdated().toString(),
                "subscribers", api.subscribers());
    }

    private static @Nullable Object original(@Nullable Original original) {
        return original == null ? null : Answers.object("store", original.store(), "owner", original.owner());
    }

    private static Object person(Contact contact) {
        return Answers.object("name", contact.name(), "email", contact.email());
    }

    private static Object visibility(Visibility visibility) {
        return Answers.object("level", visibility.level().name(), "roles", new TreeSet<>(visibility.roles()));
    }

    private static Object resource(ApiResource resource) {
        return Answers.object(
                "path", resource.urlPattern(),
                "verb", resource.verb(),
                "auth", resource.auth().name(),
                "tier", resource.tier(),
                "scope", resource.scope(),
                "script", resource.mediationScript());
    }

    private static Object scope(Scope scope) {
        return Answers.object(
                "key", scope.key(),
                "name", scope.name(),
                "description", scope.description(),
                "roles", new TreeSet<>(scope.roles()));
    }

    private static Object mediation(Mediation mediation) {
        return Answers.object(
                "inSequence", mediation.inSequence(),
                "outSequence", mediation.outSequence(),
                "faultSequence", mediation.faultSequence(),
                "responseCaching", mediation.responseCaching(),
                "cacheTimeoutSeconds", mediation.cacheTimeoutSeconds(),
                "destinationStatistics", mediation.destinationStatistics());
    }

    /** A new API: of whoever creates it, unless it is said of whom. */
    static ApiDraft toCreate(Sent sent, UserName creator) {
        sent.only(MEMBERS);
        for (String member : NOT_FOR_NEW) {
            if (sent.has(member)) {
                sent.refuse(member, "nothing new has one yet (expected: left out)");
            }
        }
        String provider = sent.text("provider", creator.toString());
        String name = sent.required("name");
        String version = sent.required("version");
        if (provider.isBlank()) {
            sent.refuse("provider", "expected something that is not blank");
        }
        ApiId id = new ApiId(provider.isBlank() ? creator : UserName.parse(provider), name, version);
        ApiDraft draft = told(sent, ApiDraft.blank(id));
        sent.check();
        return draft;
    }

    /** What the API becomes: what is left out is as if it had never been said, but for a password, and what is not changed here. */
    static ApiDraft toChange(Sent sent, Api before) {
        sent.only(MEMBERS);
        JsonNode stored = Json.tree(write(before));
        for (String member : List.of("id", "name", "version", "provider", "revision", "lastUpdated", "lastUpdatedBy")) {
            sent.unchanged(member, stored.path(member), "");
        }
        sent.unchanged("status", stored.path("status"), "; it moves by POST to …/lifecycle");
        sent.unchanged("hasThumbnail", stored.path("hasThumbnail"), "; it comes by PUT to …/thumbnail");
        ApiDraft blank = ApiDraft.blank(before.id());
        ApiDraft draft = told(
                sent,
                blank.withDescription(Description.NONE.withThumbnail(
                                before.description().thumbnail()))
                        .withBackend(before.backend()));
        sent.check();
        return draft;
    }

    private static ApiDraft told(Sent sent, ApiDraft draft) {
        return draft.withContext(sent.required("context"))
                .withDescription(new Description(
                        sent.text("description", ""),
                        sent.words("tags"),
                        draft.description().thumbnail(),
                        line(sent, "wsdl"),
                        line(sent, "wadl"),
                        contact(sent.object("businessOwner")),
                        contact(sent.object("technicalOwner"))))
                .withVisibility(visibility(sent.object("visibility").only("level", "roles")))
                .withAvailability(availability(sent.object("subscriptions").only("level", "tenants")))
                .withBackend(backend(sent, draft.backend()))
                .withTransports(Set.copyOf(sent.words("transports")))
                .withTiers(sent.words("tiers"))
                .withResources(resources(sent.objects("resources")))
                .withScopes(scopes(sent.objects("scopes")))
                .withMediation(mediation(sent.object("mediation")))
                .withDefaultVersion(sent.flag("defaultVersion", false))
                .withEnvironments(Set.copyOf(sent.words("gateways")))
                .withOriginal(original(sent));
    }

    private static @Nullable Original original(Sent sent) {
        if (!sent.has("original")) {
            return null;
        }
        Sent original = sent.object("original").only("store", "owner");
        String store = original.required("store");
        String owner = original.required("owner");
        try {
            return new Original(store, owner);
        } catch (Invalid refused) {
            sent.refuse("original", String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static String line(Sent sent, String name) {
        String line = sent.text(name, "").strip();
        if (line.length() > LONGEST_LINE) {
            sent.refuse(name, "expected up to " + LONGEST_LINE + " characters");
        }
        return line;
    }

    private static Contact contact(Sent sent) {
        sent.only("name", "email");
        return new Contact(line(sent, "name"), line(sent, "email"));
    }

    private static Visibility visibility(Sent sent) {
        return new Visibility(
                sent.choice("level", Visibility.Level.class, Visibility.Level.PUBLIC), Set.copyOf(sent.words("roles")));
    }

    private static Availability availability(Sent sent) {
        return new Availability(
                sent.choice("level", Availability.Level.class, Availability.Level.CURRENT_TENANT),
                Set.copyOf(sent.words("tenants")));
    }

    /** With the password that there is, unless another one, or another user, comes. */
    private static Backend backend(Sent sent, Backend before) {
        Sent called = sent.object("backend").only("implementation", "secured", "username", "password");
        boolean secured = called.flag("secured", false);
        String username = secured ? line(called, "username") : "";
        boolean isKnown = secured && before.secured() && before.username().equals(username);
        return new Backend(
                endpoints(sent, before),
                called.choice("implementation", Backend.Implementation.class, Backend.Implementation.ENDPOINT),
                secured,
                username,
                secured ? called.has("password") ? line(called, "password") : isKnown ? before.password() : "" : "");
    }

    /** What cannot be read any more is not shown, and so stays unless something else comes. */
    private static Endpoints endpoints(Sent sent, Backend before) {
        if (!sent.has("endpoints") && before.endpoints() instanceof Endpoints.Unreadable) {
            return before.endpoints();
        }
        Map<String, Object> config = sent.free("endpoints");
        if (Json.write(config).length > LONGEST_ENDPOINTS) {
            sent.refuse("endpoints", "expected up to " + LONGEST_ENDPOINTS + " bytes");
            return new Endpoints.None();
        }
        return EndpointConfig.read(config);
    }

    private static List<ApiResource> resources(List<Sent> sent) {
        List<ApiResource> resources = new ArrayList<>();
        for (Sent one : sent) {
            one.only("path", "verb", "auth", "tier", "scope", "script");
            resources.add(new ApiResource(
                    one.required("path"),
                    one.required("verb"),
                    one.choice("auth", AuthType.class, AuthType.ANY),
                    one.text("tier", Tier.UNLIMITED_NAME),
                    one.has("scope") ? one.required("scope") : null,
                    one.has("script") ? one.text("script", "") : null));
        }
        return resources;
    }

    private static List<Scope> scopes(List<Sent> sent) {
        List<Scope> scopes = new ArrayList<>();
        for (Sent one : sent) {
            one.only("key", "name", "description", "roles");
            String key = one.required("key");
            scopes.add(
                    new Scope(key, one.text("name", key), one.text("description", ""), Set.copyOf(one.words("roles"))));
        }
        return scopes;
    }

    private static Mediation mediation(Sent sent) {
        sent.only(
                "inSequence",
                "outSequence",
                "faultSequence",
                "responseCaching",
                "cacheTimeoutSeconds",
                "destinationStatistics");
        return new Mediation(
                line(sent, "inSequence"),
                line(sent, "outSequence"),
                line(sent, "faultSequence"),
                sent.flag("responseCaching", false),
                sent.number("cacheTimeoutSeconds", Mediation.NONE.cacheTimeoutSeconds()),
                sent.flag("destinationStatistics", false));
    }
}
