package org.gatehouse.gateway.plugin;

import org.jspecify.annotations.Nullable;

/** The place of one class name. It stays; what is in it comes and goes. */
final class Slot<T> {
    private final String className;
    private volatile @Nullable Source<T> source;

    Slot(String className) {
        this.className = className;
    }

    String className() {
        return className;
    }

    @Nullable Source<T> source() {
        return source;
    }

    void fill(@Nullable Source<T> newSource) {
        source = newSource;
    }
}
