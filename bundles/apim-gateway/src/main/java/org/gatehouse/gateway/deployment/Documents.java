package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatehouse.domain.tier.AddressRange;
import org.gatehouse.gateway.transport.BackendTls;

/**
 * The documents that an artefact names and that are read when it is deployed: bounded in number, size and time for all of an
 * artefact together. Those by http and https come from the very address that was looked at, whatever its name means
 * afterwards; those of files are of the installation, and none of its secrets.
 */
public final class Documents {
    private static final int MOST = 16;
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** What is no place of a document for anybody: this host as a sender, links (RFC 3927, RFC 4291 §2.5.6), groups. */
    private static final List<AddressRange> NEVER =
            ranges("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/128", "fe80::/10", "ff00::/8");

    /** RFC 6890: the host itself and private networks; those that another family's addresses are carried in, too. */
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
            "2002::/16",
            "fc00::/7");

    /** Folders of the installation whose files no artefact shows. */
    private static final List<String> CLOSED =
            List.of("repository/conf", "repository/database", "repository/resources/security");

    private final Path home;
    private final boolean privateAddresses;
    private final Supplier<BackendTls> tls;

    /**
     * Makes it.
     *
     * @param home the folder of the installation
     * @param privateAddresses whether documents may come from the host itself and from private networks
     * @param tls how https servers are checked, asked for at each document
     */
    public Documents(Path home, boolean privateAddresses, Supplier<BackendTls> tls) {
        this.home = home.toAbsolutePath().normalize();
        this.privateAddresses = privateAddresses;
        this.tls = tls;
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }

    /** The reading of one artefact's documents. */
    Reading begin() {
        return new Reading();
    }

    /** Reads each document once. */
    final class Reading {
        private final Map<URI, byte[]> known = new HashMap<>();
        private final long deadline = System.nanoTime() + LONGEST.toNanos();
        private int left = MOST;

        /**
         * The document at an http or https address.
         *
         * @throws IOException if it may not or cannot be read, with the reason
         */
        byte[] fetch(URI address) throws IOException {
            byte[] document = known.get(address);
            if (document == null) {
                document = follow(address);
                known.put(address, document);
            }
            return document;
        }

        private byte[] follow(URI address) throws IOException {
            URI at = address;
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                if (--left < 0) {
                    throw new IOException("more than " + MOST + " documents");
                }
                Download download = new Download(at, checked(at), tls.get(), MOST_BYTES, deadline);
                URI next = download.run();
                if (next == null) {
                    return download.content();
                }
                if (Origin.of(at).isSecure() && !Origin.of(next).isSecure()) {
                    throw new IOException("a redirect from https to http");
                }
                at = next;
            }
            throw new IOException("more than " + MOST_REDIRECTS + " redirects");
        }

        /** A file of the installation; the path is relative to its folder, or absolute. */
        byte[] file(String path) throws IOException {
            Path file = home.resolve(path).toRealPath();
            Path base = home.toRealPath();
            boolean open = file.startsWith(base.resolve("repository"))
                    ? CLOSED.stream().noneMatch(folder -> file.startsWith(base.resolve(folder)))
                    : base.equals(file.getParent());
            if (!open || !Files.isRegularFile(file)) {
                throw new IOException("not a document of the installation");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        }
    }

    private InetAddress checked(URI address) throws IOException {
        try {
            InetAddress[] all = InetAddress.getAllByName(Origin.of(address).host());
            for (InetAddress each : all) {
                if (isIn(NEVER, each) || (!privateAddresses && isIn(PRIVATE, each))) {
                    throw new IOException("an address that documents are not read from");
                }
            }
            return all[0];
        } catch (UnknownHostException e) {
            throw new IOException("an unknown host", e);
        }
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.has(address.getAddress()));
    }
}
