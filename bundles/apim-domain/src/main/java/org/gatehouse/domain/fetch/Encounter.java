package org.gatehouse.domain.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was met at an address.
 *
 * @param status of the answer to HEAD, whatever it is; 0 if there was none
 * @param took until the answer, or until it was clear that there is none
 * @param tls null for plain HTTP, and where it did not come to certificates
 * @param problem why there was no answer; empty if there was one
 */
public record Encounter(int status, Duration took, @Nullable Tls tls, String problem) {
    /** Whether the server answered. */
    public boolean isAnswered() {
        return problem.isEmpty();
    }

    /**
     * How the connection is secured (RFC 8446).
     *
     * @param protocol {@code TLSv1.3}, for instance
     * @param cipher the cipher suite
     * @param chain the certificates that the server sent, its own first
     * @param isTrusted whether nothing speaks against them
     */
    public record Tls(String protocol, String cipher, List<Certificate> chain, boolean isTrusted) {
        /** Copies its list. */
        public Tls {
            chain = List.copyOf(chain);
        }
    }

    /**
     * A certificate (RFC 5280).
     *
     * @param subject whose it is, as RFC 2253 writes names
     * @param issuer who has signed it
     * @param names the DNS names and IP addresses for which it is good
     * @param from since when it is good
     * @param until as long as it is good
     */
    public record Certificate(String subject, String issuer, List<String> names, Instant from, Instant until) {
        /** Copies its list. */
        public Certificate {
            names = List.copyOf(names);
        }
    }
}
