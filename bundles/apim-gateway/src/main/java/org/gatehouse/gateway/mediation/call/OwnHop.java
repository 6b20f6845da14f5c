package org.gatehouse.gateway.mediation.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.gateway.mediation.backend.BackendAddress;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The mark of calls that the gateway makes to itself, from an API without a version to the one that is its default. Mediation
 * knows it as {@value #FIELD} with the value {@code true}; on the wire its value is a secret of this process, which goes to
 * its own ports only. What anybody else sends under that name comes in as nothing.
 */
final class OwnHop {
    private static final String FIELD = "WSO2_AM_API_DEFAULT_VERSION";
    private static final String TRUE = "true";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

    private final String secret;
    private final byte[] secretBytes;
    private final Set<String> places = ConcurrentHashMap.newKeySet();

    OwnHop() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        secret = HexFormat.of().formatHex(random);
        secretBytes = secret.getBytes(StandardCharsets.US_ASCII);
    }

    /** This process listens at that port of the loopback address. */
    void at(String scheme, int port) {
        places.add(place(scheme, port));
    }

    private static String place(String scheme, int port) {
        return scheme + ":" + port;
    }

    /** Whether a request that comes in bears the mark. From then on it bears {@code true}, or nothing. */
    boolean enters(Headers request) {
        if (!request.contains(FIELD)) {
            return false;
        }
        List<String> shown = request.all(FIELD);
        boolean ours = shown.size() == 1
                && MessageDigest.isEqual(shown.get(0).getBytes(StandardCharsets.ISO_8859_1), secretBytes);
        if (ours) {
            request.set(FIELD, TRUE);
        } else {
            request.remove(FIELD);
        }
        return ours;
    }

    /**
     * What goes out: with the mark if an API without a version calls this process, else without. The message's own fields
     * never have the secret, since an answer may be made of them.
     */
    Headers leaves(Headers headers, BackendAddress to, @Nullable DeployedApi from) {
        if (!headers.contains(FIELD)) {
            return headers;
        }
        Headers leaving = headers.copy();
        if (from != null
                && from.version().isEmpty()
                && HERE.contains(to.host())
                && places.contains(place(to.scheme(), to.port()))) {
            return leaving.set(FIELD, secret);
        }
        return leaving.remove(FIELD);
    }
}
