package org.gatehouse.web.publisher.subscribers;

import java.util.Locale;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;

/** Blocking and unblocking by script. */
final class SubscriberVerbs {
    private final Subscribers subscribers;

    SubscriberVerbs(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    /** All of an application to an API at once, as always; what 1.9 did not have is the reason, which may be left out. */
    JagAnswer setSubscription(JagCall call) {
        Caller caller = call.caller();
        ApiId id = new ApiId(
                UserName.parse(call.required("provider")), call.required("apiName"), call.required("version"));
        String application = call.required("appId").trim();
        String status = call.required("newStatus").trim().toUpperCase(Locale.ROOT);
        try {
            subscribers.setAll(
                    caller, id, Long.parseLong(application), SubscriptionStatus.valueOf(status), call.text("reason"));
            return JagAnswer.ok();
        } catch (NumberFormatException e) {
            throw new Invalid("appId: " + application + " (expected: the application's number)", e);
        } catch (IllegalArgumentException e) {
            throw new Invalid("newStatus: " + status + " (expected: BLOCKED, PROD_ONLY_BLOCKED or UNBLOCKED)", e);
        }
    }
}
