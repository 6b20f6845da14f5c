package org.gatehouse.gateway.mediation;

import java.util.List;
import org.gatehouse.domain.tier.AddressRange;

/**
 * The proxies that are believed when they say for whom they call. Everybody else can write what he likes into
 * {@code X-Forwarded-For}.
 */
public final class TrustedProxies {
    private final List<AddressRange> ranges;

    /** Those of these ranges. */
    public TrustedProxies(List<AddressRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * The address of the client. Each proxy adds at the end whom it was called by, so from there on backwards those that are
     * trusted are followed, and the first that is not is the client.
     *
     * @param connection address of the other end of the connection
     * @param forwarded what stands in {@code X-Forwarded-For}
     */
    public String client(String connection, String forwarded) {
        String client = connection;
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            String hop = hops[i].trim();
            if (hop.isEmpty()) {
                break;
            }
            client = hop;
        }
        return client;
    }

    private boolean isTrusted(String address) {
        byte[] bytes = AddressRange.address(address);
        return bytes != null && ranges.stream().anyMatch(range -> range.has(bytes));
    }
}
