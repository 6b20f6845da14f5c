package org.gatehouse.persistence.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.keys.TokenSecret;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens and client secrets in the database from those who read it: each is encrypted (AES-256 in GCM), and a token
 * is found by its keyed digest. Switched on and off while it works; what is stored either way stays readable.
 */
public final class Seal {
    private static final String SEALED = "sealed:";
    private static final String DIGEST = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** What a table takes as a key. */
    private static final int LONGEST_PLAIN = 255;

    private final TokenSecret secret;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean on;
    private volatile @Nullable Keys keys;

    /** Derived from the one secret, so that no key has two uses. */
    private record Keys(SecretKeySpec cipher, SecretKeySpec digest) {}

    public Seal(TokenSecret secret) {
        this.secret = secret;
    }

    /** From now on what is stored is sealed, or is not. */
    public void set(boolean sealed) {
        if (sealed) {
            keys();
        }
        on = sealed;
    }

    boolean isOn() {
        return on;
    }

    /** Whether the token is stored sealed from now on: all are, or it is one too long to be a key of its table. */
    boolean covers(String token) {
        return on || token.length() > LONGEST_PLAIN;
    }

    /** Whether something may have been sealed before: there is a secret. */
    boolean wasOn() {
        return keys != null || secret.isThere();
    }

    /** As it is to be stored. */
    String shut(String text) {
        return covers(text) ? encrypted(text) : text;
    }

    /** As it was before it was stored. */
    String open(String stored) {
        return stored.startsWith(SEALED) ? decrypted(stored) : stored;
    }

    /** The name under which a sealed token is found: nobody makes the token of it. */
    String digest(String token) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(keys().digest());
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(DIGEST + " is missing from this Java", e);
        }
    }

    private String encrypted(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, keys().cipher(), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] body = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(nonce.length + body.length)
                    .put(nonce)
                    .put(body)
                    .array();
            return SEALED + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in GCM is missing from this Java", e);
        }
    }

    private String decrypted(String stored) {
        try {
            byte[] all = Base64.getDecoder().decode(stored.substring(SEALED.length()));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, keys().cipher(), new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unavailable("database: a sealed value was sealed with another secret, or changed", e);
        }
    }

    private Keys keys() {
        Keys known = keys;
        if (known == null) {
            byte[] bytes = secret.bytes();
            known = new Keys(derived(bytes, "cipher", "AES"), derived(bytes, "digest", DIGEST));
            Arrays.fill(bytes, (byte) 0);
            keys = known;
        }
        return known;
    }

    private static SecretKeySpec derived(byte[] secret, String use, String algorithm) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(secret, DIGEST));
            return new SecretKeySpec(mac.doFinal(use.getBytes(StandardCharsets.US_ASCII)), algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(DIGEST + " is missing from this Java", e);
        }
    }
}
