/**
 * JavaScript in the middle of a sequence, on Rhino. A script sees the message and nothing else of the server, and its time
 * and depth are bounded. Deployment makes its mediators.
 */
@NullMarked
package org.gatehouse.gateway.script;

import org.jspecify.annotations.NullMarked;
