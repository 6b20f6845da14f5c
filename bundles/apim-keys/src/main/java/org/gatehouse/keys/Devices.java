package org.gatehouse.keys;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.domain.keys.DeviceGrants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens for devices without a browser: the user answers on another one (RFC 8628). */
@Component(service = Devices.class)
public final class Devices {
    /** RFC 8628 §3.4. */
    public static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    /** How long a device may wait. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);
    /** How long it lets pass between two questions. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Without vowels, so that no words come up, and without what looks alike (RFC 8628 §6.1). */
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

    private static final int LENGTH = 8;
    /** What people mistype, and how many of them may be behind one address. */
    private static final int FREE_OF_USER = 5;

    private static final int FREE_OF_ADDRESS = 50;

    private final DeviceGrants waiting;
    private final Grants grants;
    private final InstantSource clock;
    private final Guesses ofUsers;
    private final Guesses ofAddresses;
    private final Secrets secrets = new Secrets();
    private final SecureRandom random = new SecureRandom();

    /** Over what is stored. */
    @Activate
    public Devices(@Reference DeviceGrants waiting, @Reference Grants grants) {
        this(waiting, grants, InstantSource.system());
    }

    Devices(DeviceGrants waiting, Grants grants, InstantSource clock) {
        this.waiting = waiting;
        this.grants = grants;
        this.clock = clock;
        this.ofUsers = new Guesses(FREE_OF_USER, clock);
        this.ofAddresses = new Guesses(FREE_OF_ADDRESS, clock);
    }

    /** Whoever typed a code has typed too many wrong ones (RFC 8628 §5.1). */
    public static final class TooManyGuesses extends Exception {
        private final Duration left;

        private TooManyGuesses(Duration left) {
            super("too many wrong user codes", null, false, false);
            this.left = left;
        }

        /** How long until another one is looked at. */
        public Duration left() {
            return left;
        }
    }

    /**
     * Who types a user code.
     *
     * @param user signed in
     * @param address where from
     */
    public record Typist(UserName user, String address) {}

    /** Why a device gets no token now (RFC 8628 §3.5). */
    public static final class NotYet extends Exception {
        private final String code;

        private NotYet(String code) {
            super(code, null, false, false);
            this.code = code;
        }

        /** The error code of the protocol. */
        public String code() {
            return code;
        }
    }

    /**
     * Two codes for a device: its own, and one for the user.
     *
     * @throws GrantRefused if the client may not use this grant
     */
    public DeviceGrant begin(Consumer client, Set<String> scopes) {
        if (!client.mayUse(GRANT)) {
            throw new GrantRefused("grant type not allowed to this client");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        waiting.removeExpired(now);
        while (true) {
            DeviceGrant grant = new DeviceGrant(
                    secrets.token(),
                    userCode(),
                    client.key(),
                    new TreeSet<>(scopes),
                    DeviceGrant.State.WAITING,
                    null,
                    now.plus(PATIENCE),
                    null);
            try {
                waiting.add(grant);
                return grant;
            } catch (Conflict taken) {
                // Once in a long while somebody else has just that code.
            }
        }
    }

    private String userCode() {
        return random.ints(LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }

    /**
     * What a user means by a code, as typed: case, blanks and hyphens do not matter.
     *
     * @throws TooManyGuesses if it is not looked at, since this user or address has typed too many that are none
     */
    public Optional<DeviceGrant> find(Typist typist, String typed) throws TooManyGuesses {
        String user = typist.user().qualified();
        take(ofUsers, user);
        take(ofAddresses, typist.address());
        Optional<DeviceGrant> found = find(typed);
        if (found.isPresent()) {
            ofUsers.right(user);
            ofAddresses.right(typist.address());
        }
        return found;
    }

    private static void take(Guesses guesses, String guesser) throws TooManyGuesses {
        Duration left = guesses.take(guesser);
        if (!left.isZero()) {
            throw new TooManyGuesses(left);
        }
    }

    private Optional<DeviceGrant> find(String typed) {
        return waiting.findByUserCode(plain(typed))
                .filter(grant -> grant.state() == DeviceGrant.State.WAITING)
                .filter(grant -> clock.instant().isBefore(grant.expires()));
    }

    /**
     * The user's answer; returns whether it counts.
     *
     * @throws TooManyGuesses as {@link #find}
     */
    public boolean answer(Typist typist, String typed, boolean allowed) throws TooManyGuesses {
        return find(typist, typed).isPresent() && waiting.answer(plain(typed), typist.user(), allowed);
    }

    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }

    /**
     * The token, once the user has agreed.
     *
     * @throws NotYet as long as there is none, and if there will be none
     * @throws GrantRefused if the code is not this client's
     */
    public Granted redeem(Consumer client, String deviceCode) throws NotYet {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DeviceGrant grant = waiting.ask(deviceCode, now)
                .filter(found -> found.consumerKey().equals(client.key()))
                .orElseThrow(() -> new GrantRefused("unknown device code"));
        Instant asked = grant.asked();
        if (!now.isBefore(grant.expires())) {
            throw new NotYet("expired_token");
        }
        if (grant.state() == DeviceGrant.State.WAITING) {
            boolean hurries = asked != null && now.isBefore(asked.plus(INTERVAL.minusSeconds(1)));
            throw new NotYet(hurries ? "slow_down" : "authorization_pending");
        }
        UserName user = grant.user();
        if (!waiting.take(deviceCode) || user == null) {
            throw new GrantRefused("used device code");
        }
        if (grant.state() == DeviceGrant.State.DENIED) {
            throw new NotYet("access_denied");
        }
        return grants.inNameOf(client, user, GRANT, grant.scopes());
    }
}
