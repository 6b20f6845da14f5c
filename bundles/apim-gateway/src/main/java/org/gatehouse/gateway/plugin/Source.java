package org.gatehouse.gateway.plugin;

import org.jspecify.annotations.Nullable;

/** Makes instances of a plugin; one service of one bundle. */
public interface Source<T> {
    /** A new instance; null if its bundle is just going away. */
    @Nullable T take();

    /** Gives an instance back. */
    void release(T instance);
}
