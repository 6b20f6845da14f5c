package org.gatehouse.domain.registry;

import org.gatehouse.domain.Invalid;

/**
 * Looks at what is about to be written to a path of the registry, and is told once it is written. A service; the
 * property {@value #PATH} names the path.
 */
public interface RegistryGuard {
    /** Service property: the path that the guard looks after. */
    String PATH = "apim.path";

    /**
     * Agrees by returning.
     *
     * @throws Invalid to refuse, with line and reason
     */
    void check(String tenant, RegistryFile file);

    /** Called after the change is stored and before its author hears of it. */
    void stored(String tenant, String path);
}
