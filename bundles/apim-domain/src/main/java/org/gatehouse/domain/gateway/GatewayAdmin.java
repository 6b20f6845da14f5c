package org.gatehouse.domain.gateway;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;

/**
 * A gateway's own administration. When a verb returns, the next call sees its effect; a verb that throws has changed
 * nothing.
 */
public interface GatewayAdmin {
    /** The XML of the API that is deployed under this name, {@code provider--name:vVersion}. */
    Optional<String> find(String deployedName);

    /** Names of all deployed APIs, in order. */
    List<String> names();

    /**
     * Deploys the API, in place of an older one of its name, and keeps it as a file of the Synapse configuration.
     *
     * @param xml an {@code api} element in the namespace {@code http://ws.apache.org/ns/synapse}
     * @throws Invalid if it cannot be deployed, with line and reason
     * @throws Conflict if another API has its context, or a person changed the file by hand since it was written
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void put(String deployedName, String xml);

    /**
     * Takes the API off and removes its file; does nothing if there is none.
     *
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void remove(String deployedName);
}
