package org.gatehouse.web.publisher.apis;

import java.util.function.Function;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.MalformedThumbnail;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.Outcome;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.gatehouse.web.publisher.ApiSentences;
import org.gatehouse.web.publisher.CalledApi;

/** An API in three steps, by script. Each tells which API it is about, whatever became of it. */
final class DesignVerbs {
    private final ApiEditing editing;
    private final ApiListing listing;
    private final ApiDefinitions definitions;
    private final ApiWsdls wsdls;

    DesignVerbs(ApiEditing editing, ApiListing listing, ApiDefinitions definitions, ApiWsdls wsdls) {
        this.editing = editing;
        this.listing = listing;
        this.definitions = definitions;
        this.wsdls = wsdls;
    }

    JagAnswer design(JagCall call) {
        return step(
                call,
                (id, form) ->
                        exists(call.caller(), id) ? change(call, id, form::designed) : begin(call.caller(), id, form));
    }

    private boolean exists(Caller caller, ApiId id) {
        try {
            return listing.find(caller, id).id().equals(id);
        } catch (UnknownApi unknown) {
            return false;
        }
    }

    private String knownWsdl(Caller caller, ApiId id) {
        try {
            return listing.find(caller, id).description().wsdl();
        } catch (UnknownApi unknown) {
            return "";
        }
    }

    private JagAnswer begin(Caller caller, ApiId id, StepForm form) {
        editing.create(caller, form.begun());
        return JagAnswer.ok("data", data(id));
    }

    JagAnswer implement(JagCall call) {
        return step(call, (id, form) -> change(call, id, form::implemented));
    }

    JagAnswer manage(JagCall call) {
        return step(call, (id, form) -> change(call, id, form::managed));
    }

    JagAnswer scopeTaken(JagCall call) {
        return JagAnswer.ok("isScopeExist", String.valueOf(listing.scopeTaken(call.caller(), call.required("scope"))));
    }

    private JagAnswer change(JagCall call, ApiId id, Function<Api, ApiDraft> change) {
        Outcome<Api> outcome = editing.update(call.caller(), id, call.revision(), change);
        return outcome.late().isEmpty()
                ? JagAnswer.ok("data", data(id))
                : JagAnswer.error(
                        CalledApi.troubled(
                                outcome.late(), outcome.value().status().isOnGateway()),
                        "data",
                        data(id));
    }

    private JagAnswer step(JagCall call, Step step) {
        ApiId id = new ApiFields(call.parameters()).id(call.caller());
        try {
            Wsdl wsdl = new ApiFields(call.parameters()).wsdl(call.caller(), wsdls, knownWsdl(call.caller(), id));
            return step.taken(id, new StepForm(call.parameters(), call.caller(), definitions, wsdl));
        } catch (GatewayRefused refused) {
            return JagAnswer.error(CalledApi.troubled(refused.failures(), refused.isPublishing()), "data", data(id));
        } catch (MalformedThumbnail refused) {
            // The one error that scripts know to come without a blank, and without the API.
            return JagAnswer.error(ApiSentences.of(refused, call).orElseThrow());
        } catch (Invalid | Conflict | NotFound | Forbidden | Unavailable refused) {
            String words = ApiSentences.of(refused, call).orElseGet(() -> String.valueOf(refused.getMessage()));
            return JagAnswer.error(" " + words, "data", data(id));
        }
    }

    private static Object data(ApiId id) {
        return Json.object("apiName", id.name(), "version", id.version(), "provider", id.provider());
    }

    /** What may be refused. */
    private interface Step {
        JagAnswer taken(ApiId id, StepForm form);
    }
}
