package org.gatehouse.domain.gateway;

import java.util.List;
import java.util.Map;
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
     * Deploys all of these, each in place of an older one of its name: all of them, or none.
     *
     * @param xml what {@link #put} takes, by deployed name
     * @throws Invalid if one of them cannot be deployed, with its name, line and reason
     * @throws Conflict if another API has the context of one of them, or a person changed its file by hand
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void putAll(Map<String, String> xml);

    /**
     * Looks whether {@link #putAll} would take these, and changes nothing.
     *
     * @throws Invalid as {@code putAll} does
     * @throws Conflict as {@code putAll} does
     */
    void checkAll(Map<String, String> xml);

    /**
     * Takes the API off and removes its file; does nothing if there is none.
     *
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void remove(String deployedName);

    /** The XML of the sequence of this name, if there is one. */
    Optional<String> findSequence(String name);

    /**
     * Puts a sequence in force, in place of an older one of its name, and keeps it as a file.
     *
     * @param xml a {@code sequence} element in the namespace {@code http://ws.apache.org/ns/synapse}
     * @throws Invalid if it cannot be used, with line and reason
     * @throws Conflict if another file has its name, or a person changed the file by hand since it was written
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void putSequence(String name, String xml);

    /**
     * Takes the sequence away with its file; does nothing if there is none.
     *
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void removeSequence(String name);
}
