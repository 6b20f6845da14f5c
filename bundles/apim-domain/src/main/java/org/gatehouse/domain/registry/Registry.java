package org.gatehouse.domain.registry;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Invalid;

/** The resource tree of each tenant. */
public interface Registry {
    /** Where paths that begin with {@code gov:} hang. */
    String GOVERNANCE = "/_system/governance";
    /** Where paths that begin with {@code conf:} hang. */
    String CONFIGURATION = "/_system/config";

    /** The resource at the path. */
    Optional<RegistryFile> find(String tenant, String path);

    /** Paths of the resources below a folder, at any depth, in order. */
    List<String> below(String tenant, String folder);

    /**
     * Adds the resource or replaces the one at its path, after every {@link RegistryGuard} for the path has agreed.
     *
     * @throws Invalid if a guard refuses it; the old resource stays
     */
    void put(String tenant, RegistryFile file);

    /**
     * Replaces the resource at the path of the file, if its content is still that of the one that was seen. Of several who saw
     * the same, on whichever servers, one does.
     *
     * @return whether it was replaced; if not, another or none is there
     * @throws Invalid if a {@link RegistryGuard} refuses it; the old resource stays
     */
    boolean replace(String tenant, RegistryFile seen, RegistryFile file);

    /** Adds the resource unless there is one at its path. */
    void putIfAbsent(String tenant, RegistryFile file);

    /** Removes the resource; does nothing if there is none. */
    void remove(String tenant, String path);
}
