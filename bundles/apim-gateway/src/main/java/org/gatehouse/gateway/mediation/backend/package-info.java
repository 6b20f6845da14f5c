/**
 * Back ends as endpoints name them: their addresses, groups of them, and what their failures are believed to mean.
 */
@NullMarked
package org.gatehouse.gateway.mediation.backend;

import org.jspecify.annotations.NullMarked;
