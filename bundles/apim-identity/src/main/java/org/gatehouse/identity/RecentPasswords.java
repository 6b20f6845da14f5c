package org.gatehouse.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords that were right a moment ago, so that doors with basic authentication do not pay the slow hash on every
 * call. Only a keyed digest is kept, and it counts only as long as the user's stored hash is the same.
 */
final class RecentPasswords {
    private static final String DIGEST = "HmacSHA256";

    private final Map<String, Recent> byUser = new ConcurrentHashMap<>();
    private final SecretKeySpec key;
    private final Duration time;
    private final InstantSource clock;

    RecentPasswords(Duration time, InstantSource clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, DIGEST);
        this.time = time;
        this.clock = clock;
    }

    void remember(String user, String password, String storedHash) {
        Instant now = clock.instant();
        byUser.values().removeIf(recent -> !now.isBefore(recent.until));
        byUser.put(user, new Recent(digest(password), storedHash, now.plus(time)));
    }

    boolean knows(String user, String password, String storedHash) {
        Recent recent = byUser.get(user);
        return recent != null
                && clock.instant().isBefore(recent.until)
                && recent.storedHash.equals(storedHash)
                && MessageDigest.isEqual(recent.digest, digest(password));
    }

    private byte[] digest(String password) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(DIGEST + " is missing from this Java", e);
        }
    }

    private static final class Recent {
        private final byte[] digest;
        private final String storedHash;
        private final Instant until;

        Recent(byte[] digest, String storedHash, Instant until) {
            this.digest = digest;
            this.storedHash = storedHash;
            this.until = until;
        }
    }
}
