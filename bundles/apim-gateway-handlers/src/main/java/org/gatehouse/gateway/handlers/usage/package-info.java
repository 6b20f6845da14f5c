/**
 * Hands what happened on the gateway to whoever records it. Knows nothing of Synapse.
 */
@NullMarked
package org.gatehouse.gateway.handlers.usage;

import org.jspecify.annotations.NullMarked;
