/**
 * A call's way through an API, on the transport's exchanges: handlers, sequences, endpoint and back. Synapse's own
 * routing, callbacks and senders are not used.
 */
@NullMarked
package org.gatehouse.gateway.mediation.call;

import org.jspecify.annotations.NullMarked;
