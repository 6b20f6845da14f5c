/**
 * Who may call: the token in a request, the verdict on it and what is remembered of verdicts. Knows nothing of Synapse.
 */
@NullMarked
package org.gatehouse.gateway.handlers.security;

import org.jspecify.annotations.NullMarked;
