package org.gatehouse.web.publisher.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.publisher.BulkChange;
import org.gatehouse.publisher.BulkChanges;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.request.Parameters;

/**
 * What was sent: what is to be done, and to which APIs. These are in fields {@code api1}, {@code api2} and so on, each as it is
 * named in addresses, with the revision at which it was seen.
 */
final class BulkForm {
    private static final String ADD_TAG = "add-tag";
    private static final String REMOVE_TAG = "remove-tag";
    private static final String OFFER_TIER = "offer-tier";
    private static final String STOP_TIER = "stop-tier";
    private static final String REMOVE = "remove";
    private static final Set<String> NAMED = Set.of(ADD_TAG, REMOVE_TAG, OFFER_TIER, STOP_TIER);

    private final Parameters sent;

    BulkForm(Parameters sent) {
        this.sent = sent;
    }

    /** The name of what is to be done. */
    String action() {
        return sent.text("do").trim();
    }

    /** The tag or the tier that comes or goes; empty if it is about none. */
    String named() {
        return NAMED.contains(action()) ? sent.text("bulk-name").trim() : "";
    }

    /**
     * What is to be done.
     *
     * @throws Invalid if nobody knows it, or it says no tag or tier
     */
    BulkChange change() {
        return switch (action()) {
            case ADD_TAG -> new BulkChange.Tag(named(), true);
            case REMOVE_TAG -> new BulkChange.Tag(named(), false);
            case OFFER_TIER -> new BulkChange.OfferTier(named(), true);
            case STOP_TIER -> new BulkChange.OfferTier(named(), false);
            case REMOVE -> new BulkChange.Remove();
            default ->
                new BulkChange.Move(Stream.of(ApiStatus.values())
                        .filter(status -> status.name().equals(action()))
                        .findFirst()
                        .orElseThrow(() -> new Invalid("do: " + action() + " (expected: a status, " + ADD_TAG + ", "
                                + REMOVE_TAG + ", " + OFFER_TIER + ", " + STOP_TIER + " or " + REMOVE + ")")));
        };
    }

    /** Whether all are meant that fit the filter. */
    boolean isAll() {
        return sent.has("all");
    }

    /** The APIs that were picked, each once. */
    List<ApiId> picked() {
        return picks().map(CalledApi::id).distinct().toList();
    }

    /**
     * The APIs with the revision at which each was seen.
     *
     * @throws Invalid if one has none
     */
    Map<ApiId, Long> seen() {
        Map<ApiId, Long> seen = new LinkedHashMap<>();
        picks().forEach(pick -> seen.putIfAbsent(
                CalledApi.id(pick),
                pick.number("revision").orElseThrow(() -> new Invalid("revision: none (expected: a number)"))));
        return seen;
    }

    private Stream<Parameters> picks() {
        List<Parameters> picks = new ArrayList<>();
        for (int i = 1; i <= BulkChanges.MOST; i++) {
            String value = sent.text("api" + i);
            if (!value.isEmpty()) {
                picks.add(Parameters.of(value));
            }
        }
        return picks.stream();
    }
}
