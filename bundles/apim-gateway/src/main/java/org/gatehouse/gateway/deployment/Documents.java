package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.gatehouse.domain.fetch.Download;
import org.gatehouse.domain.fetch.Download.Bounds;
import org.gatehouse.domain.fetch.Origin;
import org.gatehouse.domain.fetch.Reach;
import org.gatehouse.gateway.transport.BackendTls;
import org.gatehouse.gateway.transport.BackendTls.HostNames;

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

    private static final String ACCEPT = "text/xml, application/xml, application/wsdl+xml, */*";

    /** Folders of the installation whose files no artefact shows. */
    private static final List<String> CLOSED =
            List.of("repository/conf", "repository/database", "repository/resources/security");

    private final Path home;
    private final Reach reach;
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
        this.reach = new Reach(privateAddresses);
        this.tls = tls;
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
                Download download = new Download(
                        at,
                        reach.resolve(at, deadline),
                        Documents.this::secured,
                        ACCEPT,
                        new Bounds(MOST_BYTES, deadline));
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

    private SSLSocket secured(Socket plain, Origin origin) throws IOException {
        BackendTls trusted = tls.get();
        try {
            SSLContext trust = trusted.trust() == null ? SSLContext.getDefault() : trusted.trust();
            SSLSocket socket =
                    (SSLSocket) trust.getSocketFactory().createSocket(plain, origin.host(), origin.port(), true);
            boolean checked = trusted.hostNames() == HostNames.STRICT
                    || (trusted.hostNames() == HostNames.DEFAULT
                            && !plain.getInetAddress().isLoopbackAddress());
            if (checked) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            return socket;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
