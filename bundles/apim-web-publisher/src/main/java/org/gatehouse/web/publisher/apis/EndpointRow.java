package org.gatehouse.web.publisher.apis;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Endpoints.Sides;
import org.gatehouse.domain.catalog.Endpoints.Target;

/**
 * An address behind an API, as it is shown.
 *
 * @param side {@code production} or {@code sandbox}
 * @param url the address
 */
public record EndpointRow(String side, String url) {
    static List<EndpointRow> of(Endpoints endpoints) {
        if (endpoints instanceof Endpoints.Http http) {
            return of(single(http.sides()));
        }
        if (endpoints instanceof Endpoints.Address address) {
            return of(single(address.sides()));
        }
        if (endpoints instanceof Endpoints.Wsdl wsdl) {
            return of(new Sides<>(
                    wsdl.sides().production().map(port -> List.of(port.wsdl())),
                    wsdl.sides().sandbox().map(port -> List.of(port.wsdl()))));
        }
        if (endpoints instanceof Endpoints.Failover failover) {
            return of(failover.sides());
        }
        return endpoints instanceof Endpoints.LoadBalanced balanced ? of(balanced.sides()) : List.of();
    }

    private static Sides<List<Target>> single(Sides<Target> sides) {
        return new Sides<>(sides.production().map(List::of), sides.sandbox().map(List::of));
    }

    private static List<EndpointRow> of(Sides<List<Target>> sides) {
        List<EndpointRow> rows = new ArrayList<>();
        sides.production()
                .ifPresent(targets -> targets.forEach(target -> rows.add(new EndpointRow("production", target.url()))));
        sides.sandbox()
                .ifPresent(targets -> targets.forEach(target -> rows.add(new EndpointRow("sandbox", target.url()))));
        return rows;
    }
}
