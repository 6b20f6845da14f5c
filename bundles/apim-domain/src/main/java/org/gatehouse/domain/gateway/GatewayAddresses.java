package org.gatehouse.domain.gateway;

import java.util.List;
import org.gatehouse.domain.catalog.Api;

/** Where gateways are called. */
public interface GatewayAddresses {
    /**
     * The addresses, with scheme and port and without a path, of each gateway that has the API or is to have it, by the transports
     * of the API; those of https first. Empty if none is known.
     */
    List<String> of(Api api);
}
