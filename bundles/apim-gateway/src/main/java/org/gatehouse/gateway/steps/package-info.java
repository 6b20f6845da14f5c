/**
 * Sequences as rows of steps. Mediators that only look at properties and header fields, which are most of those that calls
 * pass, do here what Synapse says they do, without an expression engine, an envelope or a log line; all others are Synapse's
 * own, as one step each.
 */
@NullMarked
package org.gatehouse.gateway.steps;

import org.jspecify.annotations.NullMarked;
