/**
 * What a message is: its fields, and its body as bytes or as a tree, bounded, in the types and codings that are read
 * and written.
 */
@NullMarked
package org.gatehouse.gateway.mediation.message;

import org.jspecify.annotations.NullMarked;
