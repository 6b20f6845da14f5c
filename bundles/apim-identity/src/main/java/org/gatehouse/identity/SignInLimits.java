package org.gatehouse.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.SignInLocks.Lock;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * How many passwords may be guessed, whether there is such a user or not. Wrong ones are counted three times: for the name at
 * the address, for the address over all names, and for the name over all addresses. The first makes that name wait there,
 * twice as long each time. The others make only those wait who have never been right from there, and the last of them for
 * seconds: nobody can lock a name for its owner by guessing from elsewhere.
 */
final class SignInLimits {
    /** Names and addresses are the guesser's choice, so only so many are kept; those tried last stay. */
    private static final int MOST = 10_000;

    private static final int ADDRESS_FACTOR = 20;
    private static final int NAME_FACTOR = 20;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(15);
    private static final Duration SPACING = Duration.ofSeconds(10);
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final String ANY = "*";

    private final int allowed;
    private final Duration longest;
    private final InstantSource clock;
    private final Map<Pair, Tally> pairs = bounded();
    private final Map<String, Tally> networks = bounded();
    private final Map<String, Tally> names = bounded();
    private final Map<Pair, Instant> known = bounded();

    private record Pair(String user, String network) {}

    private record Tally(int count, Instant until, Instant forgotten) {}

    /**
     * After so many wrong passwords a name waits at an address, at last for so long. 0 means that nobody ever waits.
     */
    SignInLimits(int allowed, Duration longest, InstantSource clock) {
        this.allowed = allowed;
        this.longest = longest;
        this.clock = clock;
    }

    /** Guesses at other doors keep nobody out of the shell, where waiting is ended. */
    static String place(Origin from) {
        return from.network() + (from.door().equals(Origin.SHELL) ? " (shell)" : "");
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** Whether the user's password may be tried from there now. */
    synchronized boolean admits(String user, Origin from) {
        Pair pair = new Pair(user, place(from));
        if (waits(pairs.get(pair))) {
            return false;
        }
        return isKnown(pair)
                || (!waits(names.get(user)) && (from.isOwnLoopback() || !waits(networks.get(pair.network()))));
    }

    /** Whether the user's password was right from there in the last weeks, or somebody on this machine asks. */
    synchronized boolean isTrusted(String user, Origin from) {
        return from.isOwnLoopback() || isKnown(new Pair(user, place(from)));
    }

    /** Counts a wrong password. Returns until when the name has to wait at this address; null if it has not to. */
    synchronized @Nullable Instant failed(String user, Origin from) {
        Pair pair = new Pair(user, place(from));
        if (allowed <= 0) {
            return null;
        }
        add(networks, pair.network(), allowed * ADDRESS_FACTOR, null);
        add(names, user, allowed * NAME_FACTOR, SPACING);
        Tally tally = add(pairs, pair, allowed, null);
        return waits(tally) ? tally.until() : null;
    }

    /** The password was right: the name begins anew at this address, and is known there. */
    synchronized void succeeded(String user, Origin from) {
        Pair pair = new Pair(user, place(from));
        pairs.remove(pair);
        known.put(pair, clock.instant());
    }

    synchronized List<Lock> all() {
        List<Lock> locks = new ArrayList<>();
        pairs.forEach((pair, tally) -> add(locks, pair.user(), pair.network(), tally));
        networks.forEach((network, tally) -> add(locks, ANY, network, tally));
        names.forEach((user, tally) -> add(locks, user, ANY, tally));
        locks.sort(Comparator.comparing(Lock::until).reversed());
        return locks;
    }

    synchronized int lift(String userOrAddress) {
        String what = userOrAddress.toLowerCase(Locale.ROOT);
        String user = what.contains("@") ? what : what + "@" + UserName.SUPER_TENANT;
        int before = all().size();
        pairs.keySet()
                .removeIf(pair -> pair.user().equals(user) || pair.network().equals(what));
        networks.remove(what);
        names.remove(user);
        return before - all().size();
    }

    private void add(List<Lock> locks, String user, String network, Tally tally) {
        if (waits(tally)) {
            locks.add(new Lock(user, network, tally.count(), tally.until()));
        }
    }

    private boolean isKnown(Pair pair) {
        Instant when = known.get(pair);
        return when != null && clock.instant().isBefore(when.plus(KNOWN));
    }

    private boolean waits(@Nullable Tally tally) {
        return tally != null && clock.instant().isBefore(tally.until());
    }

    /** With a delay that is given, or else one that grows with each failure above those that are free. */
    private <K> Tally add(Map<K, Tally> tallies, K key, int free, @Nullable Duration given) {
        Instant now = clock.instant();
        Tally before = tallies.get(key);
        int count = before == null || !now.isBefore(before.forgotten()) ? 1 : before.count() + 1;
        Duration delay = count < free ? Duration.ZERO : given != null ? given : grown(count - free);
        Tally after = new Tally(count, now.plus(delay), now.plus(delay).plus(longest));
        tallies.put(key, after);
        return after;
    }

    private Duration grown(int times) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(times, 30));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
