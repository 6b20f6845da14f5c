package org.gatehouse.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.AccountRecovery;
import org.gatehouse.domain.identity.Accounts;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.TokenSecret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codes that are stored nowhere: each says whose it is and until when, sealed with the installation's secret together with the
 * hash of the password that was forgotten. With that password it loses its worth.
 */
@Component
public final class StoredRecovery implements AccountRecovery {
    static final Duration LIFE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoredRecovery.class);
    private static final String MAC = "HmacSHA256";
    private static final int LONGEST = 1_000;

    private final Users users;
    private final Accounts accounts;
    private final AccountListeners listeners;
    private final TokenSecret secret;
    private final InstantSource clock;

    /** Over what is stored. */
    @Activate
    public StoredRecovery(
            @Reference Users users,
            @Reference Accounts accounts,
            @Reference AccountListeners listeners,
            @Reference TokenSecret secret) {
        this(users, accounts, listeners, secret, InstantSource.system());
    }

    StoredRecovery(
            Users users, Accounts accounts, AccountListeners listeners, TokenSecret secret, InstantSource clock) {
        this.users = users;
        this.accounts = accounts;
        this.listeners = listeners;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public String code(Caller caller, UserName name) {
        accounts.requireMaySetPassword(caller, name);
        User user = users.find(name).orElseThrow();
        String until = Long.toString(clock.instant().plus(LIFE).getEpochSecond());
        LOG.info("{} has a code with which {} can set a new password", caller.user(), user.name());
        return written(until + " " + user.name().qualified()) + "." + seal(until, user);
    }

    @Override
    public Optional<UserName> user(String code) {
        return account(code).map(User::name);
    }

    @Override
    public void recover(String code, String password) {
        User user = account(code).orElseThrow(StoredRecovery::used);
        StoredAccounts.requirePassword(password);
        if (!users.setPassword(user, PasswordHash.of(password))) {
            throw used();
        }
        listeners.tell(listener -> listener.reduced(user.name()));
        LOG.info("{} has set a new password with a code", user.name());
    }

    private static Forbidden used() {
        return new Forbidden("The code is none, was used, or is too old");
    }

    private Optional<User> account(String code) {
        int dot = code.indexOf('.');
        if (dot < 0 || code.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String statement =
                    new String(Base64.getUrlDecoder().decode(code.substring(0, dot)), StandardCharsets.UTF_8);
            String[] words = statement.split(" ", 2);
            Instant until = Instant.ofEpochSecond(Long.parseLong(words[0]));
            return users.find(UserName.parse(words[1]))
                    .filter(user -> MessageDigest.isEqual(bytes(seal(words[0], user)), bytes(code.substring(dot + 1))))
                    .filter(user -> clock.instant().isBefore(until));
        } catch (Invalid | IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private String seal(String until, User user) {
        byte[] key = secret.bytes();
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(bytes(
                            String.join("\n", "recovery", until, user.name().qualified(), user.passwordHash()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " is missing from this Java", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static String written(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
