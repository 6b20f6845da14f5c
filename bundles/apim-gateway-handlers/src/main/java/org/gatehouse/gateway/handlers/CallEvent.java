package org.gatehouse.gateway.handlers;

import java.time.InstantSource;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.usage.UsageEvent;
import org.gatehouse.gateway.handlers.security.Admission;
import org.gatehouse.gateway.handlers.usage.UsageDesk;
import org.gatehouse.gateway.spi.CallProperties;
import org.jspecify.annotations.Nullable;

/** Makes the one usage event of a call out of what is known at its end. */
final class CallEvent {
    static final String USER_AGENT = "apim.user.agent";
    private static final String RECORDED = "apim.usage.recorded";
    private static final String BACKEND_ASKED_AT = "api.ut.backendRequestTime";
    private static final String NO_STATUS = "500";

    private CallEvent() {}

    /** Records the event of an admitted call, unless it has one already or nobody listens. */
    static void record(Message message, UsageEvent.Outcome outcome, UsageDesk desk, InstantSource clock) {
        Admission admission = message.admission();
        if (admission == null || !desk.isListening() || message.synapse().getProperty(RECORDED) != null) {
            return;
        }
        message.set(RECORDED, true);
        desk.record(event(message, admission, outcome, clock.millis()));
    }

    private static UsageEvent event(Message message, Admission admission, UsageEvent.Outcome outcome, long now) {
        String deployed = message.apiName();
        Verdict.@Nullable Allowed key = admission instanceof Admission.Keyed keyed ? keyed.key() : null;
        long received = number(message.synapse().getProperty(CallProperties.RECEIVED_AT), now);
        long asked = number(message.synapse().getProperty(BACKEND_ASKED_AT), now);
        return new UsageEvent(
                key == null ? nameIn(deployed) : key.apiName(),
                message.version(),
                message.context(),
                key == null ? providerIn(deployed) : key.apiPublisher(),
                orEmpty(message.resource()),
                message.verb(),
                key == null ? "" : key.consumerKey(),
                key == null ? "anonymous" : key.endUser(),
                key == null ? "" : key.applicationId(),
                key == null ? "" : key.applicationName(),
                key == null ? "" : key.tier(),
                userAgent(message),
                outcome,
                status(message, outcome),
                received,
                Math.max(0, now - received),
                Math.max(0, now - asked));
    }

    /** Of a call that came no further than the throttle the request's header is still there. */
    private static String userAgent(Message message) {
        String noted = message.text(USER_AGENT);
        return noted != null || message.synapse().isResponse() ? orEmpty(noted) : orEmpty(message.header("User-Agent"));
    }

    private static int status(Message message, UsageEvent.Outcome outcome) {
        return switch (outcome) {
            case THROTTLED -> 503;
            case FAULTED -> (int) number(message.textOr("CUSTOM_HTTP_SC", NO_STATUS), 500);
            case ANSWERED -> (int) number(message.axis().getProperty("HTTP_SC"), 200);
        };
    }

    private static String providerIn(String deployed) {
        int end = deployed.indexOf("--");
        return end < 0 ? "" : deployed.substring(0, end).replace("-AT-", "@");
    }

    private static String nameIn(String deployed) {
        int start = deployed.indexOf("--");
        int end = deployed.lastIndexOf(":v");
        return deployed.substring(start < 0 ? 0 : start + 2, end < 0 ? deployed.length() : end);
    }

    private static long number(@Nullable Object value, long otherwise) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value.toString().trim());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
