package org.gatehouse.domain.keys;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.UserName;

/** What devices wait for, as stored. Every verb is one transaction. */
public interface DeviceGrants {
    /**
     * Adds one.
     *
     * @throws Conflict if its user code is taken
     */
    void add(DeviceGrant grant);

    /** The one that a user means by this code; its device code is empty, since only the device has it. */
    Optional<DeviceGrant> findByUserCode(String userCode);

    /** Notes the user's answer, if nobody has answered yet; returns whether it counts. */
    boolean answer(String userCode, UserName user, boolean allowed);

    /** The device asks: the one that it waits for, as it was before this. */
    Optional<DeviceGrant> ask(String deviceCode, Instant now);

    /** Removes one that was answered: of several who ask, one gets true. */
    boolean take(String deviceCode);

    /** Removes those whose time was over before this one; returns how many. */
    int removeExpired(Instant before);
}
