package org.gatehouse.web.publisher.definitions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Account;

/**
 * Definitions that wait for those who have brought them, one of each: the last. None is given that has waited longer than an hour, and where there is no
 * room for another, those go that have waited longest.
 */
final class Waiting {
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<Account, Brought> brought = new LinkedHashMap<>();
    private final InstantSource clock;
    private int bytes;

    Waiting(InstantSource clock) {
        this.clock = clock;
    }

    /** Lets it wait, in place of another one of theirs. */
    void put(Account whose, String text) {
        put(whose, new Brought(Packed.of(text), clock.instant()));
    }

    private synchronized void put(Account whose, Brought mine) {
        remove(whose);
        if (mine.packed.length > MOST_BYTES) {
            throw new Invalid("definition: longer than what may wait");
        }
        while (bytes + mine.packed.length > MOST_BYTES) {
            removeFirst();
        }
        brought.put(whose, mine);
        bytes += mine.packed.length;
    }

    /** The one that waits for them, once. */
    Optional<String> take(Account whose) {
        return remove(whose).map(theirs -> Packed.text(theirs.packed));
    }

    /** The one that has waited longest is the first. */
    private synchronized Optional<Brought> remove(Account whose) {
        Instant tooLong = clock.instant().minus(LONGEST);
        while (!brought.isEmpty() && !brought.values().iterator().next().at.isAfter(tooLong)) {
            removeFirst();
        }
        Optional<Brought> theirs = Optional.ofNullable(brought.remove(whose));
        theirs.ifPresent(gone -> bytes -= gone.packed.length);
        return theirs;
    }

    private void removeFirst() {
        Iterator<Brought> first = brought.values().iterator();
        bytes -= first.next().packed.length;
        first.remove();
    }

    private static final class Brought {
        private final byte[] packed;
        private final Instant at;

        private Brought(byte[] packed, Instant at) {
            this.packed = packed;
            this.at = at;
        }
    }
}
