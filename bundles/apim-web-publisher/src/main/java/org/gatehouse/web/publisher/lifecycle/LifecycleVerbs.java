package org.gatehouse.web.publisher.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.Outcome;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.gatehouse.web.publisher.CalledApi;
import org.jspecify.annotations.Nullable;

/** The steps of an API's life by script. */
final class LifecycleVerbs {
    private final ApiLifecycle lifecycle;

    LifecycleVerbs(ApiLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    JagAnswer setStatus(JagCall call) {
        Caller caller = call.caller();
        StatusChange change = new StatusChange(
                status(call.required("status")),
                isTrue(call, "publishToGateway"),
                isTrue(call, "deprecateOldVersions"),
                !call.text("requireResubscription").isEmpty(),
                call.revision());
        try {
            Outcome<List<Transition>> outcome = lifecycle.setStatus(caller, CalledApi.id(call), change);
            return outcome.late().isEmpty()
                    ? JagAnswer.ok(
                            "lcs",
                            outcome.value().stream().map(LifecycleVerbs::step).toList())
                    : CalledApi.gatewayTrouble(outcome.late(), change.to().isOnGateway());
        } catch (GatewayRefused refused) {
            return CalledApi.gatewayTrouble(refused.failures(), refused.isPublishing());
        }
    }

    JagAnswer hasOlderVersion(JagCall call) {
        return JagAnswer.ok("exist", lifecycle.hasOlder(call.caller(), CalledApi.id(call)));
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

    private static Map<String, @Nullable Object> step(Transition transition) {
        ApiStatus from = transition.from();
        return Json.object(
                "username", transition.by(),
                "newStatus", transition.to(),
                "oldStatus", from == null ? "" : from,
                "date", String.valueOf(transition.at().toEpochMilli()));
    }
}
