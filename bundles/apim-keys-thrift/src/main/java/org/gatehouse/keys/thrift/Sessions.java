package org.gatehouse.keys.thrift;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.keys.TokenSecret;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The sessions of gateways that have logged in. A session is nothing but its id, which says since when it lasts and is sealed
 * with the installation's secret: key managers that share the secret honour each other's sessions, so that a balancer may
 * stand in front of them, and a restart ends none.
 */
@Component(service = Sessions.class)
public final class Sessions {
    static final Duration LIFE = Duration.ofHours(1);

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String MAC = "HmacSHA256";
    private static final int RANDOM_BYTES = 12;
    private static final int STATEMENT_BYTES = RANDOM_BYTES + Integer.BYTES;
    private static final int SEAL_BYTES = 17;

    private final TokenSecret secret;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable SecretKeySpec key;

    /** With the system's clock. */
    @Activate
    public Sessions(@Reference TokenSecret secret) {
        this(secret, InstantSource.system());
    }

    Sessions(TokenSecret secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * Begins a session and answers its id.
     *
     * @throws Unavailable if there is no secret to seal it with
     */
    String begin() {
        byte[] nonce = new byte[RANDOM_BYTES];
        random.nextBytes(nonce);
        byte[] statement = ByteBuffer.allocate(STATEMENT_BYTES)
                .put(nonce)
                .putInt((int) clock.instant().getEpochSecond())
                .array();
        byte[] id = ByteBuffer.allocate(STATEMENT_BYTES + SEAL_BYTES)
                .put(statement)
                .put(seal(statement))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** Whether the session lasts. */
    boolean isAlive(String id) {
        byte[] bytes = decoded(id);
        if (bytes.length != STATEMENT_BYTES + SEAL_BYTES) {
            return false;
        }
        byte[] statement = Arrays.copyOf(bytes, STATEMENT_BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, STATEMENT_BYTES, bytes.length);
        Instant begun = Instant.ofEpochSecond(
                Integer.toUnsignedLong(ByteBuffer.wrap(statement).getInt(RANDOM_BYTES)));
        Instant now = clock.instant();
        return MessageDigest.isEqual(seal, seal(statement))
                && now.isBefore(begun.plus(LIFE))
                && begun.isBefore(now.plus(SKEW));
    }

    private static byte[] decoded(String id) {
        try {
            return Base64.getUrlDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] seal(byte[] statement) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key());
            return Arrays.copyOf(mac.doFinal(statement), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " is missing from this Java", e);
        }
    }

    /** Made of the secret, which has other uses. */
    private SecretKeySpec key() throws GeneralSecurityException {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] bytes = secret.bytes();
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(bytes, MAC));
            Arrays.fill(bytes, (byte) 0);
            known = new SecretKeySpec(mac.doFinal(new byte[] {'t', 'h', 'r', 'i', 'f', 't'}), MAC);
            key = known;
        }
        return known;
    }
}
