package org.gatehouse.gateway.mediation.call;

import java.util.List;
import org.gatehouse.domain.tier.AddressRange;
import org.gatehouse.domain.tier.AddressText;

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
     * The address of the client, in its one spelling. Each proxy adds at the end whom it was called by, so from there on
     * backwards those that are trusted are followed, and the first that is not is the client. Where something stands that is
     * no address, the way ends, too.
     *
     * @param connection address of the other end of the connection
     * @param forwarded what stands in all fields {@code X-Forwarded-For}, which are one list
     */
    public String client(String connection, List<String> forwarded) {
        return isTrusted(connection) ? beyond(connection, forwarded) : connection;
    }

    /** The same for a connection of which it is known that the last in the list is right. */
    String beyond(String connection, List<String> forwarded) {
        String[] hops = String.join(",", forwarded).split(",", -1);
        String client = connection;
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = AddressText.canonical(hops[i]);
            if (hop == null) {
                return client;
            }
            client = hop;
            if (!isTrusted(client)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(String address) {
        if (ranges.isEmpty()) {
            return false;
        }
        byte[] bytes = AddressText.bytes(address);
        return bytes != null && ranges.stream().anyMatch(range -> range.has(bytes));
    }
}
