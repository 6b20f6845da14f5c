/**
 * A call's way through an API: handlers, sequences, endpoint and back, with Synapse's mediators on the transport's
 * exchanges. Synapse's own routing, callbacks and senders are not used.
 */
@NullMarked
package org.gatehouse.gateway.mediation;

import org.jspecify.annotations.NullMarked;
