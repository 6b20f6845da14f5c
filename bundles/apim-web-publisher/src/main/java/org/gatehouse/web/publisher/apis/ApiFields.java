package org.gatehouse.web.publisher.apis;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.fetch.Origin;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.web.publisher.Texts;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What scripts say of an API in the fields that all their forms have.
 *
 * @param sent what they sent
 */
record ApiFields(Parameters sent) {
    /** The file of a picture. */
    static final String THUMBNAIL = "apiThumb";

    private static final int DEFAULT_CACHE_SECONDS = 300;

    private Visibility restricted() {
        return new Visibility(Visibility.Level.RESTRICTED, Set.copyOf(Texts.list(sent.text("roles"))));
    }

    /** Which API they are about: of the sender, unless they say of whom. */
    ApiId id(Caller sender) {
        String provider = sent.text("provider").trim();
        return new ApiId(
                provider.isEmpty() ? sender.user() : UserName.parse(provider),
                sent.required("name"),
                sent.required("version"));
    }

    /**
     * What the definition that they come with says of an API; null if there is none. To read it may take long: nobody else's
     * change should wait for it.
     */
    @Nullable ParsedDefinition definition(Caller sender, ApiDefinitions definitions) {
        String swagger = sent.text("swagger");
        return swagger.isBlank() ? null : definitions.read(sender, swagger);
    }

    Visibility visibility(String level) {
        return switch (level.trim().toLowerCase(Locale.ROOT)) {
            case "public" -> Visibility.PUBLIC;
            case "private" -> new Visibility(Visibility.Level.PRIVATE, Set.of());
            case "controlled" -> new Visibility(Visibility.Level.CONTROLLED, Set.of());
            case "restricted" -> restricted();
            default ->
                throw new Invalid("visibility: " + level + " (expected: public, private, restricted or controlled)");
        };
    }

    Availability availability() {
        return switch (sent.text("subscriptions").trim().toLowerCase(Locale.ROOT)) {
            case "all_tenants" -> new Availability(Availability.Level.ALL_TENANTS, Set.of());
            case "specific_tenants" ->
                new Availability(Availability.Level.SPECIFIC_TENANTS, Set.copyOf(Texts.list(sent.text("tenants"))));
            default -> Availability.CURRENT_TENANT;
        };
    }

    Backend backend() {
        return backend(endpoints());
    }

    Backend backend(Endpoints endpoints) {
        boolean secured = sent.text("endpointType").trim().equalsIgnoreCase("secured");
        return new Backend(
                endpoints,
                Backend.Implementation.ENDPOINT,
                secured,
                secured ? sent.text("epUsername") : "",
                secured ? sent.text("epPassword") : "");
    }

    Endpoints endpoints() {
        String config = sent.text("endpoint_config");
        return config.isBlank() ? olderEndpoints() : EndpointJson.read(config);
    }

    /** The plain URLs of older clients. */
    private Endpoints olderEndpoints() {
        Endpoints.Sides<Endpoints.Target> sides = new Endpoints.Sides<>(target("endpoint"), target("sandbox"));
        return sides.isEmpty() ? new Endpoints.None() : new Endpoints.Http(sides);
    }

    private Optional<Endpoints.Target> target(String name) {
        String url = url(name);
        return url.isEmpty() ? Optional.empty() : Optional.of(Endpoints.Target.of(url));
    }

    private String url(String name) {
        String text = sent.text(name).trim();
        return text.isEmpty() || text.contains("://") ? text : "http://" + text;
    }

    Mediation mediation() {
        return new Mediation(
                sequence("inSequence"),
                sequence("outSequence"),
                sequence("faultSequence"),
                sent.text("responseCache").trim().equalsIgnoreCase("enabled"),
                cacheSeconds(),
                sent.text("destinationStats").trim().equalsIgnoreCase("enabled"));
    }

    String sequence(String name) {
        String sequence = sent.text(name).trim();
        return sequence.equalsIgnoreCase("none") ? "" : sequence;
    }

    int cacheSeconds() {
        String seconds = sent.text("cacheTimeout").trim();
        return seconds.matches("\\d{1,9}") ? Integer.parseInt(seconds) : DEFAULT_CACHE_SECONDS;
    }

    /** The picture that came as a file; null if none did. */
    @Nullable Thumbnail thumbnail() {
        return sent.upload(THUMBNAIL).map(file -> Thumbnail.of(file.content())).orElse(null);
    }

    /**
     * The WSDL that is at the address that they name; null if they name none, or one that is known already, or one where this server
     * may not ask, of which no more is known then. To fetch it may take long: nobody else's change should wait for it.
     *
     * @param known what the API says of its WSDL already
     */
    @Nullable Wsdl wsdl(Caller sender, ApiWsdls wsdls, String known) {
        String address = sent.text("wsdl").trim();
        return address.isEmpty() || address.equals(known) || Wsdls.isPath(address)
                ? null
                : wsdls.fetch(sender, address("wsdl", address)).orElse(null);
    }

    /** An address that somebody names in a field, of which nobody is asked yet. */
    static URI address(String field, String text) {
        try {
            URI address = new URI(text);
            Origin.of(address);
            return address;
        } catch (URISyntaxException | IOException none) {
            throw new Invalid(
                    field + ": " + text + " (expected: an http or https address, with a host and no user)", none);
        }
    }

    /** What it only advertises; unless they speak of that, what it did before. */
    @Nullable Original original(Caller sender, @Nullable Original before) {
        if (!sent.has("advertiseOnly")) {
            return before;
        }
        return sent.text("advertiseOnly").trim().equalsIgnoreCase("true")
                ? new Original(
                        sent.required("redirectURL"),
                        sent.text("apiOwner", sender.user().toString()))
                : null;
    }

    /** Who answers for an API: the field, and that of the address. */
    Contact contact(String field) {
        return new Contact(sent.text(field).trim(), sent.text(field + "Mail").trim());
    }
}
