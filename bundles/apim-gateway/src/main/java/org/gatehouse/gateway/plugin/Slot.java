package org.gatehouse.gateway.plugin;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The place of one class name. It stays; what is in it comes and goes. */
final class Slot<T> {
    private final String className;
    private volatile @Nullable Source<T> source;
    private volatile long emptySince = System.nanoTime();
    private volatile CompletableFuture<Void> change = new CompletableFuture<>();

    Slot(String className) {
        this.className = className;
    }

    String className() {
        return className;
    }

    @Nullable Source<T> source() {
        return source;
    }

    /** When it was left empty, by {@link System#nanoTime}; when the place was made if it was never filled. */
    long emptySince() {
        return emptySince;
    }

    /** Ends when somebody comes or goes. */
    CompletableFuture<Void> change() {
        return change;
    }

    synchronized void fill(@Nullable Source<T> newSource) {
        if (newSource == null && source != null) {
            emptySince = System.nanoTime();
        }
        source = newSource;
        CompletableFuture<Void> awaited = change;
        change = new CompletableFuture<>();
        awaited.complete(null);
    }
}
