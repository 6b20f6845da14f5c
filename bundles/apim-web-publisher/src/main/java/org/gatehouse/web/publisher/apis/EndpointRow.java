package org.gatehouse.web.publisher.apis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.domain.catalog.EndpointAddress;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.fetch.Encounter;
import org.gatehouse.publisher.EndpointTest;
import org.jspecify.annotations.Nullable;

/**
 * An address behind an API, as it is shown.
 *
 * @param side {@code production} or {@code sandbox}
 * @param url the address
 * @param result what a test of it came to; null if there was none
 */
public record EndpointRow(String side, String url, @Nullable Result result) {
    private static final int SERVER_ERROR = 500;
    private static final int SOON = 30;

    static List<EndpointRow> of(Endpoints endpoints) {
        return EndpointAddress.of(endpoints).stream()
                .map(endpoint -> of(endpoint, null))
                .toList();
    }

    static EndpointRow of(EndpointTest test, Instant now) {
        return of(test.endpoint(), Result.of(test, now));
    }

    private static EndpointRow of(EndpointAddress endpoint, @Nullable Result result) {
        return new EndpointRow(endpoint.isProduction() ? "production" : "sandbox", endpoint.url(), result);
    }

    /**
     * What a test came to.
     *
     * @param kind {@code good}, {@code warn} or {@code bad}; {@code none} if the address was not asked
     * @param status of the answer; 0 for none
     * @param why there is none; empty if there is one
     * @param tls null for plain HTTP, and where it did not come to certificates
     * @param days for how many its certificate is good; less than 0 if it is not any more
     * @param certificate {@code good}, {@code warn} or {@code bad}, with a certificate
     */
    public record Result(
            String kind,
            int status,
            String why,
            long millis,
            Encounter.@Nullable Tls tls,
            long days,
            String certificate) {
        static Result of(EndpointTest test, Instant now) {
            Encounter met = test.encounter();
            if (met == null) {
                return new Result("none", 0, test.why(), 0, null, 0, "");
            }
            Encounter.Tls tls = met.tls();
            long days = tls == null || tls.chain().isEmpty()
                    ? 0
                    : Duration.between(now, tls.chain().get(0).until()).toDays();
            String kind = !met.isAnswered() ? "bad" : met.status() < SERVER_ERROR ? "good" : "warn";
            String certificate = tls != null && !tls.isTrusted() ? "bad" : days < SOON ? "warn" : "good";
            return new Result(kind, met.status(), met.problem(), met.took().toMillis(), tls, days, certificate);
        }
    }
}
