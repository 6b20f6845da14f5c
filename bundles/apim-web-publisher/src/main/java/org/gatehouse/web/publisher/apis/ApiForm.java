package org.gatehouse.web.publisher.apis;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.web.publisher.Texts;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/** The one-shot form of {@code addAPI} and {@code updateAPI}, with its habits, read into a draft. */
final class ApiForm {
    private static final int MAX_RESOURCES = 1000;

    private final Parameters sent;
    private final ApiFields fields;
    private final Caller sender;
    private final @Nullable ParsedDefinition definition;
    private final @Nullable Wsdl wsdl;

    /**
     * Reads the definition that came with it, before anybody's change has its turn.
     *
     * @param wsdl the document at the address that it names; null if nobody has read it
     */
    ApiForm(Parameters sent, Caller sender, ApiDefinitions definitions, @Nullable Wsdl wsdl) {
        this.sent = sent;
        this.fields = new ApiFields(sent);
        this.sender = sender;
        this.definition = fields.definition(sender, definitions);
        this.wsdl = wsdl;
    }

    ApiId id() {
        return fields.id(sender);
    }

    /** A new API: seen by everyone unless it is said who sees it, on all gateways. */
    ApiDraft toCreate() {
        String level = sent.text("visibility");
        return draft(level.isBlank() ? Visibility.PUBLIC : fields.visibility(level), "", Set.of())
                .withOriginal(fields.original(sender, null));
    }

    /** A change of the API. Gateways are not this form's business and stay, and so does a thumbnail unless another one comes. */
    ApiDraft toChange(Api before) {
        ApiDraft draft = draft(
                        fields.visibility(sent.required("visibility")),
                        before.description().thumbnail(),
                        before.environments())
                .withOriginal(fields.original(sender, before.original()));
        return isContextOf(before, draft) ? draft.withContext(before.contextTemplate()) : draft;
    }

    /** Scripts send it without the version, wherever that stands in it, or as they have read it. */
    static boolean isContextOf(Api before, ApiDraft draft) {
        return !draft.context().contains("{version}")
                && (Api.unversioned(draft.contextTemplate()).equals(before.unversionedContext())
                        || draft.context().equals(before.context()));
    }

    private ApiDraft draft(Visibility visibility, String thumbnail, Set<String> environments) {
        return definition == null
                ? draft(visibility, thumbnail, environments, resources())
                : draft(visibility, thumbnail, environments, Resources.NONE).describedBy(definition);
    }

    private ApiDraft draft(Visibility visibility, String thumbnail, Set<String> environments, Resources resources) {
        return new ApiDraft(
                id(),
                sent.required("context"),
                description(thumbnail),
                visibility,
                fields.availability(),
                fields.backend(),
                transports(),
                Texts.list(sent.text("tiersCollection")),
                resources.resources(),
                resources.scopes(),
                fields.mediation(),
                sent.text("default_version_checked").trim().equals("default_version"),
                environments,
                null,
                null,
                fields.thumbnail(),
                wsdl);
    }

    /** Where its thumbnail is to be fetched from; empty if it came as a file, or none is wanted. */
    Optional<URI> thumbnailAddress() {
        String address = sent.text("thumbUrl").trim();
        return address.isEmpty() || sent.upload(ApiFields.THUMBNAIL).isPresent()
                ? Optional.empty()
                : Optional.of(ApiFields.address("thumbUrl", address));
    }

    private Description description(String thumbnail) {
        return new Description(
                sent.text("description"),
                Texts.list(sent.text("tags")),
                thumbnail,
                sent.text("wsdl").trim(),
                sent.text("wadl").trim(),
                fields.contact("bizOwner"),
                fields.contact("techOwner"));
    }

    /** Both, unless one is left empty; one that is not sent at all beside the other reads as the text null. */
    private Set<String> transports() {
        String http = sent.orNull("http_checked");
        String https = sent.orNull("https_checked");
        if (http == null && https == null) {
            return Set.of();
        }
        Set<String> transports = new HashSet<>();
        for (@Nullable String one : new @Nullable String[] {http, https}) {
            transports.add(String.valueOf(one).trim());
        }
        transports.remove("");
        return transports;
    }

    private Resources resources() {
        String config = sent.text("resource_config");
        return config.isBlank() ? numbered() : ResourceJson.resourceConfig(config);
    }

    /** The parameters {@code resourceMethod-0} and so on; 0 of them means one, as it always did. */
    private Resources numbered() {
        List<ApiResource> resources = new ArrayList<>();
        int count = Math.max(1, count());
        for (int i = 0; i < count; i++) {
            if (i > 0 || sent.has("resourceMethod-0") || sent.has("uriTemplate-0")) {
                resource(i, resources);
            }
        }
        return new Resources(resources, List.of());
    }

    private int count() {
        String count = sent.text("resourceCount", "0").trim();
        if (!count.matches("\\d{1,6}") || Integer.parseInt(count) > MAX_RESOURCES) {
            throw new Invalid("resourceCount: " + count + " (expected: 0 to " + MAX_RESOURCES + ")");
        }
        return Integer.parseInt(count);
    }

    /**
     * One pattern with its verbs; token kinds and tiers stand in the verbs' order, the last one also for the rest. A kind
     * with a blank behind is what a bare {@code &} left of "either kind", and reads as that.
     */
    private void resource(int index, List<ApiResource> into) {
        String pattern = Resources.pattern(sent.required("uriTemplate-" + index));
        String[] verbs = sent.required("resourceMethod-" + index).split(",");
        String[] kinds = sent.text("resourceMethodAuthType-" + index).split(",");
        String[] tiers = sent.text("resourceMethodThrottlingTier-" + index, Tier.UNLIMITED_NAME)
                .split(",");
        for (int i = 0; i < verbs.length; i++) {
            into.add(new ApiResource(
                    pattern,
                    verbs[i].trim().toUpperCase(Locale.ROOT),
                    AuthType.parse(at(kinds, i).stripLeading()),
                    at(tiers, i).trim(),
                    null,
                    null));
        }
    }

    private static String at(String[] parts, int index) {
        return parts.length == 0 ? "" : parts[Math.min(index, parts.length - 1)];
    }
}
