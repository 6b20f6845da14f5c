package org.gatehouse.domain.catalog;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.Endpoints.Sides;
import org.gatehouse.domain.catalog.Endpoints.Target;

/**
 * One address behind an API.
 *
 * @param isProduction whether it is called with production keys; with those of the sandbox otherwise
 * @param url as the provider wrote it: it may have places in it that a call fills
 */
public record EndpointAddress(boolean isProduction, String url) {
    /** All of them, those of production first; of a WSDL, where that is. None for endpoints without an address of their own. */
    public static List<EndpointAddress> of(Endpoints endpoints) {
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

    private static List<EndpointAddress> of(Sides<List<Target>> sides) {
        List<EndpointAddress> all = new ArrayList<>();
        sides.production()
                .ifPresent(targets -> targets.forEach(target -> all.add(new EndpointAddress(true, target.url()))));
        sides.sandbox()
                .ifPresent(targets -> targets.forEach(target -> all.add(new EndpointAddress(false, target.url()))));
        return all;
    }
}
