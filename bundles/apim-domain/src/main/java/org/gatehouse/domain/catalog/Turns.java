package org.gatehouse.domain.catalog;

import java.util.function.Supplier;
import org.gatehouse.domain.Unavailable;

/**
 * Changes that take more than one step, one after the other: those of one API never overlap, on whichever of the servers
 * that share a database they are made, and those of different APIs do not wait for each other. A turn within a turn is
 * had at once if it is the same one. Whoever takes several APIs' turns begins with the newest version.
 *
 * <p>Every verb throws {@link Unavailable} if the turn does not come within half a minute; nothing is done then.
 */
public interface Turns {
    /** Does what changes this API. */
    <T> T of(ApiId api, Supplier<T> change);

    /** Does what gives a context to an API of the tenant. It is short: nobody else gets one meanwhile. */
    <T> T ofContexts(String tenant, Supplier<T> change);

    /** Does what changes any API, while nobody else changes one. */
    <T> T ofAll(Supplier<T> change);
}
