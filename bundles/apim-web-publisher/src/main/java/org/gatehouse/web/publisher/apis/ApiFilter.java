package org.gatehouse.web.publisher.apis;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.request.Parameters;

/**
 * Which APIs of the list are looked at, as its address says.
 *
 * @param query a part of what people read of them; empty for all
 * @param status a state; empty for any
 * @param provider a provider; empty for all
 * @param sort the column of whose order the list is
 */
public record ApiFilter(String query, String status, String provider, String sort) {
    private static final String BY_NAME = "name";
    private static final Map<String, ApiQuery.Order> SORTS =
            Map.of(BY_NAME, ApiQuery.Order.NAME, "state", ApiQuery.Order.STATUS, "changed", ApiQuery.Order.CHANGED);

    static ApiFilter of(Parameters sent) {
        String sort = sent.text("sort").trim();
        String status = sent.text("status").trim();
        return new ApiFilter(
                sent.text("query").trim(),
                isState(status) ? status : "",
                sent.text("provider").trim(),
                SORTS.containsKey(sort) ? sort : BY_NAME);
    }

    private static boolean isState(String text) {
        return Stream.of(ApiStatus.values()).anyMatch(state -> state.name().equals(text));
    }

    /** Whether it leaves something out. */
    public boolean isSet() {
        return !(query + status + provider).isEmpty();
    }

    /** As the catalogue is asked. */
    ApiQuery of(String tenant) {
        return ApiQuery.of(tenant)
                .with(query, "")
                .in(status.isEmpty() ? Set.of() : Set.of(ApiStatus.valueOf(status)))
                .from(provider.isEmpty() ? null : UserName.parse(provider))
                .by(SORTS.getOrDefault(sort, ApiQuery.Order.NAME));
    }
}
