package org.gatehouse.domain.tier;

import java.util.List;
import java.util.Set;
import org.gatehouse.domain.Invalid;

/** What callers have used of their limits at a gateway of this process. A service. */
public interface Throttling {
    /**
     * Every limit that calls of an application to an API are counted against, in the order in which they are looked at: for the
     * client's address, the application, the resource, the API. Those of which nothing is used and nothing was refused are left
     * out.
     *
     * @param applicationId number of the application, as text
     * @param consumerKeys its keys
     * @param context the API's context, version included
     */
    List<Standing> standings(String applicationId, Set<String> consumerKeys, String context);

    /**
     * What would become of calls, counted as real ones are, from an empty beginning.
     *
     * @throws Invalid for more than a million calls
     */
    Simulation simulate(Simulation.Plan plan);
}
