package org.gatehouse.domain.catalog;

import java.time.Instant;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * A step in an API's life.
 *
 * @param from the status before, null for the creation
 * @param to the status after
 * @param by who did it
 * @param at when
 */
public record Transition(@Nullable ApiStatus from, ApiStatus to, UserName by, Instant at) {}
