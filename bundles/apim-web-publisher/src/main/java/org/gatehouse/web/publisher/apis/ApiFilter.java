package org.gatehouse.web.publisher.apis;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.gatehouse.web.request.Parameters;

/**
 * Which APIs of the list are looked at, as its address says.
 *
 * @param query a part of name, context, version or provider; empty for all
 * @param status a state; empty for any
 * @param provider a provider; empty for all
 * @param sort the column of whose order the list is
 */
public record ApiFilter(String query, String status, String provider, String sort) {
    private static final List<String> SORTS = List.of("name", "state", "subscribers", "changed");

    static ApiFilter of(Parameters sent) {
        String sort = sent.text("sort").trim();
        return new ApiFilter(
                sent.text("query").trim(),
                sent.text("status").trim(),
                sent.text("provider").trim(),
                SORTS.contains(sort) ? sort : SORTS.get(0));
    }

    /** Whether it leaves something out. */
    public boolean isSet() {
        return !(query + status + provider).isEmpty();
    }

    List<ApiRow> of(List<ApiRow> rows) {
        return rows.stream().filter(this::fits).sorted(order()).toList();
    }

    private boolean fits(ApiRow row) {
        String all = String.join("\n", row.name(), row.context(), row.version(), row.provider());
        return all.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT))
                && (status.isEmpty() || status.equals(row.status()))
                && (provider.isEmpty() || provider.equals(row.provider()));
    }

    private Comparator<ApiRow> order() {
        Comparator<ApiRow> byName = Comparator.comparing(ApiRow::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(ApiRow::version);
        return switch (sort) {
            case "state" -> Comparator.comparing(ApiRow::status).thenComparing(byName);
            case "subscribers" ->
                Comparator.comparingLong(ApiRow::subscribers).reversed().thenComparing(byName);
            case "changed" -> Comparator.comparing(ApiRow::changed).reversed().thenComparing(byName);
            default -> byName;
        };
    }
}
