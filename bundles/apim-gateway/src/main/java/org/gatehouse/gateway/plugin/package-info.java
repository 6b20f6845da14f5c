/**
 * Handlers and mediators of other bundles, found by the class name that XML uses. They are bound when a message comes,
 * so that they can be missing, come late and be exchanged without the APIs that name them noticing.
 */
@NullMarked
package org.gatehouse.gateway.plugin;

import org.jspecify.annotations.NullMarked;
