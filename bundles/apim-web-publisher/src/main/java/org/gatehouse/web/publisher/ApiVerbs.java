package org.gatehouse.web.publisher;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.Outcome;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.JagAnswer;
import org.gatehouse.web.JagCall;
import org.gatehouse.web.Json;
import org.jspecify.annotations.Nullable;

/** An API's life, from creation to removal, by script. */
final class ApiVerbs {
    private final ApiEditing editing;
    private final ApiLifecycle lifecycle;
    private final ApiListing listing;
    private final Subscribers subscribers;

    ApiVerbs(ApiEditing editing, ApiLifecycle lifecycle, ApiListing listing, Subscribers subscribers) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.listing = listing;
        this.subscribers = subscribers;
    }

    JagAnswer add(JagCall call) {
        Caller caller = call.caller();
        editing.create(caller, new ApiForm(call.parameters(), caller.user()).toCreate());
        return JagAnswer.ok();
    }

    JagAnswer update(JagCall call) {
        Caller caller = call.caller();
        ApiForm form = new ApiForm(call.parameters(), caller.user());
        Api before = listing.find(caller, form.id());
        try {
            Outcome<Api> outcome = editing.update(caller, form.toChange(before));
            return outcome.late().isEmpty()
                    ? JagAnswer.ok()
                    : gatewayTrouble(outcome.late(), before.status().isOnGateway());
        } catch (GatewayRefused refused) {
            return gatewayTrouble(refused.failures(), refused.isPublishing());
        }
    }

    JagAnswer remove(JagCall call) {
        Caller caller = call.caller();
        try {
            editing.remove(caller, id(call));
            return JagAnswer.ok();
        } catch (GatewayRefused refused) {
            return gatewayTrouble(refused.failures(), refused.isPublishing());
        }
    }

    JagAnswer all(JagCall call) {
        Caller caller = call.caller();
        List<Map<String, @Nullable Object>> rows = listing.all(caller).stream()
                .map(api -> ApiAnswer.row(api, subscribers.count(caller, api.id())))
                .toList();
        return JagAnswer.ok("apis", rows);
    }

    JagAnswer one(JagCall call) {
        Caller caller = call.caller();
        Api api = listing.find(caller, id(call));
        List<Api> family = listing.versions(caller, api.id());
        return JagAnswer.ok("api", ApiAnswer.full(api, subscribers.count(caller, api.id()), family));
    }

    JagAnswer setStatus(JagCall call) {
        Caller caller = call.caller();
        StatusChange change = new StatusChange(
                status(call.required("status")),
                isTrue(call, "publishToGateway"),
                isTrue(call, "deprecateOldVersions"),
                !call.text("requireResubscription").isEmpty());
        try {
            Outcome<List<Transition>> outcome = lifecycle.setStatus(caller, id(call), change);
            return outcome.late().isEmpty()
                    ? JagAnswer.ok(
                            "lcs", outcome.value().stream().map(ApiVerbs::step).toList())
                    : gatewayTrouble(outcome.late(), change.to().isOnGateway());
        } catch (GatewayRefused refused) {
            return gatewayTrouble(refused.failures(), refused.isPublishing());
        }
    }

    JagAnswer setSubscription(JagCall call) {
        ApiId id = new ApiId(
                UserName.parse(call.required("provider")), call.required("apiName"), call.required("version"));
        String application = call.required("appId").trim();
        String status = call.required("newStatus").trim().toUpperCase(Locale.ROOT);
        try {
            subscribers.set(call.caller(), id, Long.parseLong(application), SubscriptionStatus.valueOf(status));
            return JagAnswer.ok();
        } catch (NumberFormatException e) {
            throw new Invalid("appId: " + application + " (expected: the application's number)", e);
        } catch (IllegalArgumentException e) {
            throw new Invalid("newStatus: " + status + " (expected: BLOCKED, PROD_ONLY_BLOCKED or UNBLOCKED)", e);
        }
    }

    JagAnswer hasOlderVersion(JagCall call) {
        return JagAnswer.ok("exist", lifecycle.hasOlder(call.caller(), id(call)));
    }

    private static boolean isTrue(JagCall call, String name) {
        return call.text(name).trim().equalsIgnoreCase("true");
    }

    private static ApiStatus status(String text) {
        try {
            return ApiStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Invalid(
                    "API status: " + text + " (expected: one of " + Arrays.toString(ApiStatus.values()) + ")", unknown);
        }
    }

    private static ApiId id(JagCall call) {
        return new ApiId(UserName.parse(call.required("provider")), call.required("name"), call.required("version"));
    }

    private static Map<String, @Nullable Object> step(Transition transition) {
        ApiStatus from = transition.from();
        return Json.object(
                "username", transition.by(),
                "newStatus", transition.to(),
                "oldStatus", from == null ? "" : from,
                "date", String.valueOf(transition.at().toEpochMilli()));
    }

    /** Names the environments that failed. Where a gateway refused, nothing happened; one that was not there follows. */
    private static JagAnswer gatewayTrouble(Map<String, String> failures, boolean publishing) {
        String failed = String.join(",", failures.keySet().stream().sorted().toList());
        return JagAnswer.error("{\"PUBLISHED\" : \"" + (publishing ? failed : "") + "\" ,\"UNPUBLISHED\":\""
                + (publishing ? "" : failed) + "\"}||warning");
    }
}
