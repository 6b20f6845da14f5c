package org.gatehouse.domain.catalog;

import java.util.function.Supplier;
import org.gatehouse.domain.Unavailable;

/**
 * Changes that take more than one step, one after the other: those of one API never overlap, on whichever of the servers
 * that share a database they are made, and those of different APIs do not wait for each other. All versions of an API have
 * one turn: gateways have one place for what is called without a version. A turn within the same turn is had at once; that of
 * names may be taken within another, and no other within it.
 *
 * <p>Every verb throws {@link Unavailable} if the turn does not come within half a minute; nothing is done then.
 */
public interface Turns {
    /** Does what changes this API, in any of its versions. */
    <T> T of(ApiId api, Supplier<T> change);

    /**
     * Does what gives an API of the tenant something that only one may have, a context or a scope. It is short: nobody else gets
     * one meanwhile.
     */
    <T> T ofNames(String tenant, Supplier<T> change);

    /** Does what changes any API, while nobody else changes one. */
    <T> T ofAll(Supplier<T> change);

    /** What whoever changes this API waits for. */
    static String name(ApiId api) {
        return "API " + api.provider().qualified() + "/" + api.name();
    }
}
