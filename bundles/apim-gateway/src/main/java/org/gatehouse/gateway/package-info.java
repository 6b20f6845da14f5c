/**
 * The gateway as a component: settings, ports, start and stop. The way of a call is in {@code mediation}, the files in
 * {@code deployment}.
 */
@NullMarked
package org.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
