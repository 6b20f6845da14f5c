package org.gatehouse.domain.parts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.TokenSecret;
import org.jspecify.annotations.Nullable;

/**
 * How the parts of one installation know each other: by short statements that are sealed with a key made of the installation's
 * secret. A statement says for what it is and when it was made, and counts for a few minutes. There is no account behind it,
 * so nothing that happens to a person's password, and no lock, stops a part.
 */
public final class MachineIdentity {
    /** The scheme of {@code Authorization} by which a part calls the SOAP services of another. */
    public static final String SCHEME = "Gatehouse ";

    /** The user name with which a part logs in over Thrift; no person can have it. */
    public static final String NAME = "gatehouse~part";

    /** For the SOAP services. */
    public static final String SOAP = "soap";

    /** For the Thrift log-in. */
    public static final String THRIFT = "thrift log-in";

    /** Clocks of one installation may differ by that much. */
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int HEAD_BYTES = NONCE_BYTES + Long.BYTES;
    private static final int SEAL_BYTES = 32;
    private static final int LONGEST = 200;
    private static final String VOUCHED = "client ";

    private final TokenSecret secret;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable SecretKeySpec key;

    /** Of this installation, by its secret. */
    public MachineIdentity(TokenSecret secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * A fresh statement for one purpose, in letters, digits, {@code -} and {@code _}.
     *
     * @throws Unavailable if the secret can be neither read nor made
     */
    public String statement(String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .put(nonce)
                .putLong(clock.instant().getEpochSecond())
                .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(HEAD_BYTES + SEAL_BYTES)
                        .put(head)
                        .put(seal(purpose, head))
                        .array());
    }

    /** Whether a part of this installation made the statement, for this purpose and within these minutes. */
    public boolean isOurs(String statement, String purpose) {
        byte[] bytes = decoded(statement);
        if (bytes.length != HEAD_BYTES + SEAL_BYTES) {
            return false;
        }
        byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
        return MessageDigest.isEqual(seal, seal(purpose, head))
                && isFresh(ByteBuffer.wrap(head).getLong(NONCE_BYTES));
    }

    private boolean isFresh(long madeSecond) {
        return Math.abs(Math.subtractExact(clock.instant().getEpochSecond(), madeSecond)) <= LIFE.toSeconds();
    }

    /** What a part says of its client in the header {@link Origin#VOUCHER}. */
    public String voucher(Origin client) {
        String said = said(client);
        return said + " " + statement(VOUCHED + said);
    }

    /** The origin that a part vouches for, if one does; else what is known of the connection. */
    public Origin resolved(Origin asked) {
        return Optional.ofNullable(asked.voucher())
                .flatMap(voucher -> vouched(voucher, asked.door()))
                .orElse(asked);
    }

    private Optional<Origin> vouched(String voucher, String door) {
        String[] words = voucher.length() > LONGEST ? new String[0] : voucher.split(" ", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        Origin client = new Origin(words[0], words[1].equals("direct"), null, door);
        return isOurs(words[2], VOUCHED + said(client)) ? Optional.of(client) : Optional.empty();
    }

    private static String said(Origin client) {
        return client.address() + (client.direct() ? " direct" : " proxied");
    }

    /** A part as the caller of services that run the server, and of nothing else. */
    public static Caller caller() {
        return new Caller(new UserName(UserName.SUPER_TENANT, NAME), Set.of(), Set.of(Permission.MANAGE.path()));
    }

    private static byte[] decoded(String statement) {
        try {
            return statement.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(statement);
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    private byte[] seal(String purpose, byte[] head) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key());
            mac.update(head);
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
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
            known = new SecretKeySpec(mac.doFinal("parts of one installation".getBytes(StandardCharsets.UTF_8)), MAC);
            key = known;
        }
        return known;
    }
}
