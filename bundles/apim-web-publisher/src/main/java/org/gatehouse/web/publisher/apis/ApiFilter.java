package org.gatehouse.web.publisher.apis;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.request.Parameters;

/**
 * Which APIs of the list are looked at, as its address says.
 *
 * @param query what was typed; empty for all
 * @param status a state; empty for any
 * @param tag a tag; empty for any
 * @param provider a provider; empty for all
 * @param sort the column of whose order the list is
 */
public record ApiFilter(String query, String status, String tag, String provider, String sort) {
    private static final String BY_NAME = "name";
    private static final Map<String, ApiQuery.Order> SORTS =
            Map.of(BY_NAME, ApiQuery.Order.NAME, "state", ApiQuery.Order.STATUS, "changed", ApiQuery.Order.CHANGED);

    /** As it was sent; what nobody knows is left out. */
    public static ApiFilter of(Parameters sent) {
        String sort = sent.text("sort").trim();
        String status = sent.text("status").trim();
        return new ApiFilter(
                sent.text("query").trim(),
                isState(status) ? status : "",
                sent.text("tag").trim(),
                sent.text("provider").trim(),
                SORTS.containsKey(sort) ? sort : BY_NAME);
    }

    private static boolean isState(String text) {
        return Stream.of(ApiStatus.values()).anyMatch(state -> state.name().equals(text));
    }

    /** Whether it leaves something out. */
    public boolean isSet() {
        return !(query + status + tag + provider).isEmpty();
    }

    /** Whether it leaves out what others provide, and nothing else. */
    public boolean isOnlyOf(String somebody) {
        return provider.equals(somebody) && (query + status + tag).isEmpty();
    }

    /** The part of the list's address that says it. */
    public String address() {
        return "sort=" + sort + "&query=" + CalledApi.encoded(query) + "&status=" + status + "&tag="
                + CalledApi.encoded(tag) + "&provider=" + CalledApi.encoded(provider);
    }

    /** The same in the order of another column. */
    public ApiFilter by(String column) {
        return new ApiFilter(query, status, tag, provider, column);
    }

    /**
     * As the catalogue is asked.
     *
     * @throws Invalid if what was typed can't be looked for
     */
    public ApiQuery of(String tenant) {
        return ApiQuery.of(tenant)
                .typed(query, tag)
                .in(status.isEmpty() ? Set.of() : Set.of(ApiStatus.valueOf(status)))
                .from(provider.isEmpty() ? null : UserName.parse(provider))
                .by(SORTS.getOrDefault(sort, ApiQuery.Order.NAME));
    }
}
