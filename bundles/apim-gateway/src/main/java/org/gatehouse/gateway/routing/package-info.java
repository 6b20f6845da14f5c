/**
 * Which API a path belongs to and which of its resources fits path and verb: immutable tables that are swapped whole.
 * Knows neither Synapse nor HTTP beyond paths and verbs.
 */
@NullMarked
package org.gatehouse.gateway.routing;

import org.jspecify.annotations.NullMarked;
