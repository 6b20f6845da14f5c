package org.gatehouse.archive;

import java.util.EnumMap;
import java.util.Map;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.CustomSequences.Direction;

/**
 * Sequences of a tenant, which many APIs may name: one is added, never made another. They may do whatever the server may, and may
 * have secrets in them: who may not put sequences on gateways neither sees nor adds one.
 */
record SequenceShelf(CustomSequences offered) {
    /** Those that an API names, for who may see them. */
    Sequences of(Caller caller, String tenant, Mediation mediation) {
        if (!caller.may(Permission.MANAGE_MEDIATION)) {
            return Sequences.NONE;
        }
        Map<Direction, String> there = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            String name = Sequences.named(mediation, direction);
            if (!name.isEmpty()) {
                offered.find(tenant, direction, name).ifPresent(xml -> there.put(direction, xml));
            }
        }
        return new Sequences(there);
    }

    /**
     * Those that are not there yet.
     *
     * @throws Forbidden if there are some, and the caller may not add them
     * @throws Invalid if there is another one of the name
     */
    Sequences missing(Caller caller, String tenant, Sequences wanted) {
        Map<Direction, String> missing = new EnumMap<>(Direction.class);
        wanted.xml().forEach((direction, xml) -> {
            String name = CustomSequences.nameOf(xml);
            String there = offered.find(tenant, direction, name).orElse(null);
            if (there == null) {
                missing.put(direction, xml);
            } else if (!there.equals(xml)) {
                throw new Invalid(Sequences.file(direction) + ": another sequence than the " + name
                        + " that is there, which other APIs may name (expected: the same, or another name)");
            }
        });
        if (!missing.isEmpty()) {
            caller.requireAny(Permission.MANAGE_MEDIATION);
        }
        return new Sequences(missing);
    }

    /** Adds one, and tells how it goes again; somebody may have added the same meanwhile, whose it is then. */
    Runnable add(String tenant, Direction direction, String xml) {
        String name = CustomSequences.nameOf(xml);
        if (offered.find(tenant, direction, name).filter(xml::equals).isPresent()) {
            return () -> {};
        }
        offered.add(tenant, direction, xml);
        return () -> offered.remove(tenant, direction, xml);
    }
}
