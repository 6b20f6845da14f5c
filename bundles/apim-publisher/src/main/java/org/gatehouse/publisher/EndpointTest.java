package org.gatehouse.publisher;

import org.gatehouse.domain.catalog.EndpointAddress;
import org.gatehouse.domain.fetch.Encounter;
import org.jspecify.annotations.Nullable;

/**
 * What a test of one address behind an API came to.
 *
 * @param encounter what was met there; null if it was not asked
 * @param why it was not asked; empty if it was
 */
public record EndpointTest(
        EndpointAddress endpoint, @Nullable Encounter encounter, String why) {}
