/**
 * What a sequence needs, read off its mediators before a message comes: the body, a thread that may wait, a plugin.
 */
@NullMarked
package org.gatehouse.gateway.mediation.plan;

import org.jspecify.annotations.NullMarked;
