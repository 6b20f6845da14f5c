/**
 * The shipped handlers and mediators. Each is thin: it reads a Synapse message, asks one of the packages below, and
 * writes the answer back. Their service property {@code apim.class} is the only place with the names that XML uses.
 */
@NullMarked
package org.gatehouse.gateway.handlers;

import org.jspecify.annotations.NullMarked;
