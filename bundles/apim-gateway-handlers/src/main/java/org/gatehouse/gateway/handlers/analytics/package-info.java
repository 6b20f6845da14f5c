/** Tells Google Analytics, or a collector that takes the same, which calls were made; off unless a tenant switches it on. */
@NullMarked
package org.gatehouse.gateway.handlers.analytics;

import org.jspecify.annotations.NullMarked;
