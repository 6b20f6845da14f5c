package org.gatehouse.web.publisher.subscribers;

import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.domain.subscription.SubscriberQuery;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.request.Parameters;

/**
 * Which subscriptions of the list are looked at, as its address says.
 *
 * @param query a part of the name of an application or its user; empty for all
 * @param status a status; empty for any
 */
public record SubscriberFilter(String query, String status) {
    static SubscriberFilter of(Parameters sent) {
        return new SubscriberFilter(
                sent.text("query").trim(),
                status(sent.text("status")).map(Enum::name).orElse(""));
    }

    /** The status of that name, if there is one. */
    static Optional<SubscriptionStatus> status(String text) {
        return Stream.of(SubscriptionStatus.values())
                .filter(status -> status.name().equals(text.trim()))
                .findFirst();
    }

    /** Whether it leaves something out. */
    public boolean isSet() {
        return !(query + status).isEmpty();
    }

    /** The part of an address that says so. */
    public String address() {
        return "query=" + CalledApi.encoded(query) + "&status=" + status;
    }

    SubscriberQuery asked() {
        return new SubscriberQuery(query, status(status).orElse(null));
    }
}
