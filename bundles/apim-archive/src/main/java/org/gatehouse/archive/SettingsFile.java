package org.gatehouse.archive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.publisher.ApiDraft;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code api.yaml}: what providers say of an API, but for what stands in its definition. Its members are those of the YAML.
 *
 * @param provider who provides it; empty for who reads the file
 * @param status null for a new API that stays with its creators, and for one that stays where it is
 * @param endpoints in the layout of {@code endpoint_config} of 1.9
 * @param backend how the end points are called; null if there is nothing to say
 * @param original null for an API that is served here
 */
record SettingsFile(
        String name,
        String version,
        String provider,
        String context,
        @Nullable ApiStatus status,
        String description,
        List<String> tags,
        String wsdl,
        String wadl,
        @Nullable Person businessOwner,
        @Nullable Person technicalOwner,
        @Nullable Seen visibility,
        @Nullable Offered subscriptions,
        Map<String, Object> endpoints,
        @Nullable Called backend,
        Set<String> transports,
        List<String> tiers,
        @Nullable Passed mediation,
        boolean defaultVersion,
        Set<String> gateways,
        @Nullable Advertised original) {
    /** Who answers for it. */
    record Person(String name, String email) {
        private static @Nullable Person of(Contact contact) {
            return contact.equals(Contact.NONE) ? null : new Person(contact.name(), contact.email());
        }

        private static Contact contact(@Nullable Person person) {
            return person == null ? Contact.NONE : new Contact(person.name, person.email);
        }
    }

    /** The API of another store that it only advertises: {@link Original}. */
    record Advertised(String store, String owner) {
        private static @Nullable Advertised of(@Nullable Original original) {
            return original == null ? null : new Advertised(original.store(), original.owner());
        }
    }

    /** Who sees it in the store: {@link Visibility}. */
    record Seen(Visibility.@Nullable Level level, Set<String> roles) {}

    /** Which tenants may subscribe: {@link Availability}. */
    record Offered(Availability.@Nullable Level level, Set<String> tenants) {}

    /**
     * How end points are called: {@link Backend}.
     *
     * @param secured whether basic authentication is asked for
     * @param user for that. The password is in no file
     */
    record Called(Backend.@Nullable Implementation implementation, boolean secured, String user) {}

    /** What the gateway does besides passing on: {@link Mediation}. */
    record Passed(
            String inSequence,
            String outSequence,
            String faultSequence,
            boolean responseCaching,
            @Nullable Integer cacheTimeoutSeconds,
            boolean destinationStatistics) {}

    /** What the API's providers have said. */
    static SettingsFile of(Api api) {
        Description description = api.description();
        Backend backend = api.backend();
        if (backend.endpoints() instanceof Endpoints.Unreadable) {
            throw new Invalid(api.id()
                    + ": end points that can't be read (expected: an API whose end points are as 1.9 has them)");
        }
        return new SettingsFile(
                api.id().name(),
                api.id().version(),
                api.id().provider().toString(),
                api.contextTemplate(),
                api.status(),
                description.text(),
                description.tags(),
                Wsdls.has(description) ? "" : description.wsdl(),
                description.wadl(),
                Person.of(description.business()),
                Person.of(description.technical()),
                new Seen(api.visibility().level(), api.visibility().roles()),
                api.availability().equals(Availability.CURRENT_TENANT)
                        ? null
                        : new Offered(
                                api.availability().level(), api.availability().tenants()),
                EndpointConfig.write(backend.endpoints()),
                backend.implementation() == Backend.Implementation.ENDPOINT && !backend.secured()
                        ? null
                        : new Called(
                                backend.implementation(),
                                backend.secured(),
                                backend.secured() ? backend.username() : ""),
                api.transports(),
                api.tiers(),
                passed(api.mediation()),
                api.defaultVersion(),
                api.environments(),
                Advertised.of(api.original()));
    }

    private static @Nullable Passed passed(Mediation mediation) {
        return mediation.equals(Mediation.NONE)
                ? null
                : new Passed(
                        mediation.inSequence(),
                        mediation.outSequence(),
                        mediation.faultSequence(),
                        mediation.responseCaching(),
                        mediation.cacheTimeoutSeconds(),
                        mediation.destinationStatistics());
    }

    /** Which API it is, for who reads the file. */
    ApiId id(UserName reader) {
        require("name", name);
        require("version", version);
        require("context", context);
        return new ApiId(provider.isEmpty() ? reader : UserName.parse(provider), name, version);
    }

    private static void require(String member, String value) {
        if (value.isBlank()) {
            throw new Invalid(ArchiveFiles.SETTINGS + ": " + member + " (expected: one)");
        }
    }

    /** The draft with these; resources, scopes, definition and thumbnail stay as they are in it. */
    ApiDraft in(ApiDraft draft) {
        if (Wsdls.isPath(wsdl)) {
            throw new Invalid(ArchiveFiles.SETTINGS + ": wsdl: " + wsdl
                    + " (expected: the address of one, or none; a WSDL itself is the file service.wsdl)");
        }
        return draft.withContext(context)
                .withDescription(new Description(
                        description,
                        tags,
                        draft.description().thumbnail(),
                        wsdl,
                        wadl,
                        Person.contact(businessOwner),
                        Person.contact(technicalOwner)))
                .withVisibility(shown())
                .withAvailability(offered())
                .withBackend(backend(draft.backend()))
                .withTransports(transports)
                .withTiers(tiers)
                .withMediation(mediated())
                .withDefaultVersion(defaultVersion)
                .withEnvironments(gateways)
                .withOriginal(advertised());
    }

    private @Nullable Original advertised() {
        try {
            return original == null ? null : new Original(original.store, original.owner);
        } catch (Invalid refused) {
            throw new Invalid(ArchiveFiles.SETTINGS + ": original: " + refused.getMessage(), refused);
        }
    }

    private Visibility shown() {
        if (visibility == null) {
            return Visibility.PUBLIC;
        }
        return new Visibility(said("visibility.level", visibility.level), visibility.roles);
    }

    /** Who sees it is not guessed. */
    private static <T> T said(String member, @Nullable T level) {
        if (level == null) {
            throw new Invalid(ArchiveFiles.SETTINGS + ": " + member + " (expected: one)");
        }
        return level;
    }

    private Availability offered() {
        if (subscriptions == null) {
            return Availability.CURRENT_TENANT;
        }
        return new Availability(said("subscriptions.level", subscriptions.level), subscriptions.tenants);
    }

    /** With the password that there is, if it is the same user's. */
    private Backend backend(Backend before) {
        Backend.Implementation implementation = backend == null || backend.implementation == null
                ? Backend.Implementation.ENDPOINT
                : backend.implementation;
        boolean isSecured = backend != null && backend.secured;
        String user = backend != null && isSecured ? backend.user : "";
        boolean isKnown = isSecured && before.secured() && before.username().equals(user);
        return new Backend(targets(), implementation, isSecured, user, isKnown ? before.password() : "");
    }

    private Endpoints targets() {
        try {
            return EndpointConfig.read(endpoints);
        } catch (Invalid refused) {
            throw new Invalid(ArchiveFiles.SETTINGS + ": endpoints: " + refused.getMessage(), refused);
        }
    }

    /** What the gateway does besides passing on. */
    Mediation mediated() {
        return mediation == null
                ? Mediation.NONE
                : new Mediation(
                        mediation.inSequence,
                        mediation.outSequence,
                        mediation.faultSequence,
                        mediation.responseCaching,
                        mediation.cacheTimeoutSeconds == null
                                ? Mediation.NONE.cacheTimeoutSeconds()
                                : mediation.cacheTimeoutSeconds,
                        mediation.destinationStatistics);
    }
}
