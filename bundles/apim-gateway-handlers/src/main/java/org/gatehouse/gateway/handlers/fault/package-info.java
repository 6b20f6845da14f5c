/**
 * The error answers of handlers: what they say, apart from how they are sent. Knows nothing of Synapse.
 */
@NullMarked
package org.gatehouse.gateway.handlers.fault;

import org.jspecify.annotations.NullMarked;
