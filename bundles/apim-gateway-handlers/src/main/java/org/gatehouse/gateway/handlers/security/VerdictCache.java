package org.gatehouse.gateway.handlers.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers, each for a time of its own, and forgets all that have to do with one thing. An answer asked for
 * before a thing was forgotten is never handed to anyone who asks after that.
 */
final class VerdictCache<K, V> {
    /** What is used a lot is noticed all the same. */
    private static final int NOTED_ONE_IN = 16;

    /** A name that answers are forgotten by. */
    record Tag(String kind, String value) {}

    /** How answers are remembered. */
    interface Rules<K, V> {
        /** How long; zero or less for not at all. */
        Duration life(K question, V answer);

        /** What it is forgotten by. */
        List<Tag> tags(K question, V answer);

        /** What of it is worth remembering. */
        default V kept(V answer) {
            return answer;
        }
    }

    /** One answer; two are never equal, so that removing an old one leaves a new one alone. */
    private static final class Entry<K, V> {
        final K question;
        final V answer;
        final Duration life;
        final List<Tag> tags;

        Entry(K question, V answer, Duration life, List<Tag> tags) {
            this.question = question;
            this.answer = answer;
            this.life = life;
            this.tags = tags;
        }
    }

    /** A question on its way, asked in this epoch. */
    private static final class Flight<V> extends CompletableFuture<V> {
        final long epoch;

        Flight(long epoch) {
            this.epoch = epoch;
        }
    }

    private final Cache<K, Entry<K, V>> entries;
    private final ConcurrentMap<Tag, Set<Entry<K, V>>> index = new ConcurrentHashMap<>();
    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Rules<K, V> rules;
    private final Object writing = new Object();
    private volatile long epoch;

    /** An empty one. */
    VerdictCache(int capacity, Rules<K, V> rules, InstantSource clock) {
        this.rules = rules;
        // In the calling thread, so that the bound holds and tests see it; the listener only touches the index.
        this.entries = Caffeine.newBuilder()
                .maximumSize(capacity)
                .expireAfter(Expiry.<K, Entry<K, V>>creating((question, entry) -> entry.life))
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .executor(Runnable::run)
                .evictionListener(this::evicted)
                .build();
    }

    /** The remembered answer, null if there is none. */
    @Nullable V find(K question) {
        // Most reads leave no trace: keeping the order of use up to date costs more than the look itself.
        boolean noted = ThreadLocalRandom.current().nextInt(NOTED_ONE_IN) == 0;
        Entry<K, V> entry =
                noted ? entries.getIfPresent(question) : entries.policy().getIfPresentQuietly(question);
        return entry == null ? null : entry.answer;
    }

    /** The remembered answer, or else that of {@code origin}: one at a time for each question. */
    V get(K question, Function<K, V> origin) {
        V known = find(question);
        return known != null ? known : ask(question, origin);
    }

    /** Forgets every answer with the tag. */
    void forget(Tag tag) {
        synchronized (writing) {
            nextEpoch();
            drop(tag);
        }
    }

    /** Forgets every answer with a tag that fits. */
    void forgetIf(Predicate<Tag> fits) {
        synchronized (writing) {
            nextEpoch();
            index.keySet().stream().filter(fits).forEach(this::drop);
        }
    }

    /** Forgets all. */
    void forgetAll() {
        forgetIf(tag -> true);
    }

    /** How many answers are remembered. */
    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }

    /** How many tags are known; for tests. */
    int tags() {
        return index.size();
    }

    private V ask(K question, Function<K, V> origin) {
        Flight<V> mine = new Flight<>(epoch);
        Flight<V> flight = flights.merge(question, mine, (old, fresh) -> old.epoch >= fresh.epoch ? old : fresh);
        if (flight != mine) {
            return answerOf(flight);
        }
        try {
            V known = find(question);
            V answer = known != null ? known : origin.apply(question);
            if (known == null) {
                remember(question, answer, mine.epoch);
            }
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(question, mine);
        }
    }

    private static <V> V answerOf(Flight<V> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void evicted(@Nullable K question, @Nullable Entry<K, V> entry, RemovalCause cause) {
        if (entry != null) {
            unfile(entry);
        }
    }

    private void remember(K question, V answer, long askedIn) {
        Duration time = rules.life(question, answer);
        if (time.isNegative() || time.isZero()) {
            return;
        }
        Entry<K, V> entry = new Entry<>(question, rules.kept(answer), time, rules.tags(question, answer));
        synchronized (writing) {
            if (epoch != askedIn) {
                return;
            }
            file(entry);
            Entry<K, V> old = entries.asMap().put(question, entry);
            if (old != null) {
                unfile(old);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written only under the lock
    private void nextEpoch() {
        epoch++;
    }

    private void drop(Tag tag) {
        Set<Entry<K, V>> gone = index.remove(tag);
        if (gone == null) {
            return;
        }
        for (Entry<K, V> entry : gone) {
            entries.asMap().remove(entry.question, entry);
            unfile(entry);
        }
    }

    private void file(Entry<K, V> entry) {
        for (Tag tag : entry.tags) {
            index.compute(tag, (key, filed) -> {
                Set<Entry<K, V>> set = filed == null ? new HashSet<>(4) : filed;
                set.add(entry);
                return set;
            });
        }
    }

    private void unfile(Entry<K, V> entry) {
        for (Tag tag : entry.tags) {
            index.computeIfPresent(tag, (key, filed) -> {
                filed.remove(entry);
                return filed.isEmpty() ? null : filed;
            });
        }
    }
}
