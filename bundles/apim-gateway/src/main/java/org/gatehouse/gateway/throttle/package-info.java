/** The {@code throttle} mediator: how often callers may pass, by their addresses. */
@NullMarked
package org.gatehouse.gateway.throttle;

import org.jspecify.annotations.NullMarked;
