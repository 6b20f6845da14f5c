package org.gatehouse.gateway.plugin;

import java.util.concurrent.CompletableFuture;

/** What an artefact names by its class and some bundle provides, now or a moment later. */
public sealed interface Late permits LateHandler, LateMediator {
    /** The class as the XML names it. */
    String className();

    /** Whether a bundle provides it now. */
    boolean isPresent();

    /** Since when no bundle provides it, by {@link System#nanoTime}; of no meaning while one does. */
    long absentSince();

    /** Ends when a bundle begins or ceases to provide it. */
    CompletableFuture<Void> change();
}
