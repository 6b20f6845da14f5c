package org.gatehouse.domain.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.tier.AddressRange;

/**
 * From which addresses the server reads what somebody names.
 *
 * @param privateAddresses whether from the host itself and from private networks, too
 */
public record Reach(boolean privateAddresses) {
    /** What is no place of a document for anybody: this host as a sender, links (RFC 3927, RFC 4291 §2.5.6), groups. */
    private static final List<AddressRange> NEVER =
            ranges("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/128", "fe80::/10", "ff00::/8");

    /** RFC 6890, RFC 3879: the host itself and private networks; those that another family's addresses are carried in, too. */
    private static final List<AddressRange> PRIVATE = ranges(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2001::/32",
            "2002::/16",
            "fc00::/7",
            "fec0::/10");

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }

    /**
     * Where the host of the address is, so that a connection goes to what was looked at, whatever the name means afterwards.
     *
     * @param deadline of {@link System#nanoTime}: so long the name is looked up
     * @throws OutOfReach if it is where this server does not ask
     * @throws IOException if it is nowhere, or not found in time
     */
    public InetAddress resolve(URI address, long deadline) throws IOException {
        String host = Origin.of(address).host();
        InetAddress[] all = Lookup.within(deadline, () -> InetAddress.getAllByName(host));
        for (InetAddress each : all) {
            if (!allows(each)) {
                throw new OutOfReach();
            }
        }
        return all[0];
    }

    /** Whether it is read from there. */
    boolean allows(InetAddress address) {
        return !isIn(NEVER, address) && (privateAddresses || !isIn(PRIVATE, address));
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.has(address.getAddress()));
    }
}
