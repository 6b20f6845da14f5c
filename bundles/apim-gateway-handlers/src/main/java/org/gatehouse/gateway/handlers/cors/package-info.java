/**
 * What pages of other origins may do (Fetch standard, CORS protocol). Knows nothing of Synapse.
 */
@NullMarked
package org.gatehouse.gateway.handlers.cors;

import org.jspecify.annotations.NullMarked;
