package org.gatehouse.gateway.plugin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.synapse.MessageContext;
import org.gatehouse.gateway.spi.NonBlocking;
import org.gatehouse.gateway.spi.SequenceRunner;
import org.jspecify.annotations.Nullable;

/** An artefact's own instance of a plugin; another one as soon as the service behind it is another one. */
final class LateBound<T> {
    /** Whether it knows that it would block is asked once: to ask an object for an interface is not free. */
    private record Bound<T>(
            Source<T> source,
            T instance,
            @Nullable NonBlocking knowing,
            @Nullable SequenceRunner runner) {
        static <T> Bound<T> of(Source<T> source, T instance) {
            return new Bound<>(
                    source,
                    instance,
                    instance instanceof NonBlocking knowing ? knowing : null,
                    instance instanceof SequenceRunner runner ? runner : null);
        }
    }

    private final Slot<T> slot;
    private final Consumer<? super T> setUp;
    private final WaitingRoom waitingRoom;
    private volatile @Nullable Bound<T> bound;

    /** @param waitingRoom where calls wait for it; closed when who has gone is not followed by another */
    LateBound(Slot<T> slot, Consumer<? super T> setUp, WaitingRoom waitingRoom) {
        this.slot = slot;
        this.setUp = setUp;
        this.waitingRoom = waitingRoom;
    }

    String className() {
        return slot.className();
    }

    long absentSince() {
        // A bundle that is going away says so before its place is empty.
        return slot.source() == null ? slot.emptySince() : System.nanoTime();
    }

    CompletableFuture<Void> change() {
        return slot.change();
    }

    /**
     * The instance; null if no bundle provides one at the moment. At the gateway's end the last one there was serves the calls
     * that are still in flight.
     */
    @Nullable T find() {
        Source<T> source = slot.source();
        Bound<T> known = bound;
        if (known != null && known.source() == source) {
            return known.instance();
        }
        if (source == null) {
            return known != null && waitingRoom.isClosed() ? known.instance() : null;
        }
        return bind(source);
    }

    /** Whether handling the message now needs no waiting; nothing waits for what is not there. */
    boolean canRunNow(MessageContext message) {
        if (find() == null) {
            return true;
        }
        Bound<T> known = bound;
        NonBlocking knowing = known == null ? null : known.knowing();
        return knowing != null && knowing.canRunNow(message);
    }

    /** Names of the sequences to run in its place; none for what runs itself, or is not there. */
    List<String> sequences(MessageContext message) {
        if (find() == null) {
            return List.of();
        }
        Bound<T> known = bound;
        SequenceRunner runner = known == null ? null : known.runner();
        return runner == null ? List.of() : runner.sequences(message);
    }

    T get() {
        T instance = find();
        if (instance == null) {
            throw new PluginMissing(slot.className());
        }
        return instance;
    }

    /** For a call that can wait no more: who has just gone does it as well. */
    T getOrLast() {
        T instance = find();
        if (instance != null) {
            return instance;
        }
        Bound<T> known = bound;
        if (known == null || !waitingRoom.isOfUse(absentSince())) {
            throw new PluginMissing(slot.className());
        }
        return known.instance();
    }

    private synchronized @Nullable T bind(Source<T> source) {
        Bound<T> known = bound;
        if (known != null && known.source() == source) {
            return known.instance();
        }
        T instance = source.take();
        if (instance == null) {
            return null;
        }
        setUp.accept(instance);
        bound = Bound.of(source, instance);
        return instance;
    }

    synchronized void release() {
        Bound<T> known = bound;
        bound = null;
        if (known != null && known.source() == slot.source()) {
            known.source().release(known.instance());
        }
    }
}
