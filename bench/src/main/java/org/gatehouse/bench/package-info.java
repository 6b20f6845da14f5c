/**
 * What the gateway costs, beside nginx as plain proxy in the same round: CPU time and allocation a call, latency, memory.
 * Called by {@code ./apim bench}.
 */
@NullMarked
package org.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
