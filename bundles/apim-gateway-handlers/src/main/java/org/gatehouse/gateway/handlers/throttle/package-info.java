/**
 * How often: windows of time with counters, and the levels that they are kept for. Knows nothing of Synapse.
 */
@NullMarked
package org.gatehouse.gateway.handlers.throttle;

import org.jspecify.annotations.NullMarked;
