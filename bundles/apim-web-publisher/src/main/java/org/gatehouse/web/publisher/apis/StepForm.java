package org.gatehouse.web.publisher.apis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.web.publisher.Texts;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the three steps {@code design}, {@code implement} and {@code manage}. What a step does not send stays as it is, but
 * for the sequences and owners of the last one, which go if they are not sent.
 */
final class StepForm {
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
    StepForm(Parameters sent, Caller sender, ApiDefinitions definitions, @Nullable Wsdl wsdl) {
        this.sent = sent;
        this.fields = new ApiFields(sent);
        this.sender = sender;
        this.definition = fields.definition(sender, definitions);
        this.wsdl = wsdl;
    }

    /** An API that begins with the first step: without a back end, and with every path if it is not said which. */
    ApiDraft begun() {
        ApiDraft blank = ApiDraft.blank(fields.id(sender))
                .withContext(sent.required("context"))
                .withResources(Resources.everything());
        return described(blank);
    }

    /** Step one. */
    ApiDraft designed(Api before) {
        ApiDraft draft = ApiDraft.of(before).withContext(sent.required("context"));
        return described(ApiForm.isContextOf(before, draft) ? draft.withContext(before.contextTemplate()) : draft);
    }

    private ApiDraft described(ApiDraft draft) {
        Description before = draft.description();
        Description description = before.withText(text("description", before.text()))
                .withTags(sent.has("tags") ? Texts.list(sent.text("tags")) : before.tags())
                .withWsdl(text("wsdl", before.wsdl()).trim())
                .withBusiness(sent.has("bizOwner") ? fields.contact("bizOwner") : before.business())
                .withTechnical(sent.has("techOwner") ? fields.contact("techOwner") : before.technical());
        String level = sent.text("visibility");
        return withDefinition(draft.withDescription(description)
                .withThumbnail(fields.thumbnail())
                .withWsdl(wsdl)
                .withVisibility(level.isBlank() ? draft.visibility() : fields.visibility(level)));
    }

    private ApiDraft withDefinition(ApiDraft draft) {
        return definition == null ? draft : draft.describedBy(definition);
    }

    /** Step two. */
    ApiDraft implemented(Api before) {
        Description description = before.description();
        return withDefinition(ApiDraft.of(before)
                .withDescription(description
                        .withWsdl(text("wsdl", description.wsdl()).trim())
                        .withWadl(text("wadl", description.wadl()).trim()))
                .withWsdl(wsdl)
                .withBackend(backend(before.backend()))
                .withMediation(withStatistics(before.mediation())));
    }

    private Mediation withStatistics(Mediation before) {
        return before.withDestinationStatistics(isEnabled("destinationStats", before.destinationStatistics()));
    }

    private Backend backend(Backend before) {
        Endpoints endpoints = sent.text("endpoint_config").isBlank() ? before.endpoints() : fields.endpoints();
        String method = sent.required("implementation_methods");
        if (!method.equalsIgnoreCase("endpoint") && !method.equalsIgnoreCase("inline")) {
            throw new Invalid("Invalid Implementation Type.");
        }
        Backend.Implementation implementation =
                method.equalsIgnoreCase("inline") ? Backend.Implementation.INLINE : Backend.Implementation.ENDPOINT;
        Backend backend = sent.has("endpointType") ? fields.backend(endpoints) : before.withEndpoints(endpoints);
        return backend.withImplementation(implementation);
    }

    /** Step three. */
    ApiDraft managed(Api before) {
        return withDefinition(ApiDraft.of(before)
                .withDescription(before.description()
                        .withBusiness(fields.contact("bizOwner"))
                        .withTechnical(fields.contact("techOwner")))
                .withTiers(sent.has("tiersCollection") ? Texts.list(sent.text("tiersCollection")) : before.tiers())
                .withTransports(transports(before.transports()))
                .withDefaultVersion(
                        sent.has("default_version_checked")
                                ? sent.text("default_version_checked").trim().equals("default_version")
                                : before.defaultVersion())
                .withAvailability(sent.has("subscriptions") ? fields.availability() : before.availability())
                .withEnvironments(
                        sent.has("environments")
                                ? Set.copyOf(Texts.list(sent.text("environments")))
                                : before.environments())
                .withMediation(mediation(before.mediation())));
    }

    private Mediation mediation(Mediation before) {
        return withStatistics(before)
                .withInSequence(fields.sequence("inSequence"))
                .withOutSequence(fields.sequence("outSequence"))
                .withFaultSequence(fields.sequence("faultSequence"))
                .withResponseCaching(isEnabled("responseCache", before.responseCaching()))
                .withCacheTimeoutSeconds(
                        sent.has("cacheTimeout") ? fields.cacheSeconds() : before.cacheTimeoutSeconds());
    }

    /** A box that is not ticked is not sent: where one is, the other counts as not ticked. */
    private Set<String> transports(Set<String> before) {
        if (!sent.has("transport_http") && !sent.has("transport_https")) {
            return before;
        }
        Set<String> chosen = new HashSet<>(List.of(
                sent.text("transport_http").trim(), sent.text("transport_https").trim()));
        chosen.remove("");
        return chosen;
    }

    private String text(String field, String before) {
        return sent.has(field) ? sent.text(field) : before;
    }

    private boolean isEnabled(String field, boolean before) {
        return sent.has(field) ? sent.text(field).trim().equalsIgnoreCase("enabled") : before;
    }
}
