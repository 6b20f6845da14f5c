package org.gatehouse.publisher;

import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.gateway.Rewrite;

/**
 * How two states of an API differ. Passwords are told nowhere.
 *
 * @param before the one
 * @param after the other
 * @param fields what differs of its settings, in the order of their form
 * @param resources the resources that are gone, other ones, or new
 * @param definition what becomes of those who call it
 * @param xml its XML on the gateways, where that differs, in both states
 * @param untold why something could not be compared; empty if everything was
 */
public record ApiComparison(
        Api before,
        Api after,
        List<Difference> fields,
        List<Difference> resources,
        DefinitionChanges definition,
        List<Rewrite> xml,
        List<String> untold) {
    /** Copies its lists. */
    public ApiComparison {
        fields = List.copyOf(fields);
        resources = List.copyOf(resources);
        xml = List.copyOf(xml);
        untold = List.copyOf(untold);
    }

    /** Whether it is known that those who call the one need not know of the other. */
    public boolean isUnnoticed() {
        return definition.size() == 0
                && untold.isEmpty()
                && after.contextTemplate().equals(before.contextTemplate())
                && after.transports().containsAll(before.transports());
    }

    /** Whether nothing differs. */
    public boolean isSame() {
        return fields.isEmpty() && resources.isEmpty() && definition.size() == 0 && xml.isEmpty();
    }
}
