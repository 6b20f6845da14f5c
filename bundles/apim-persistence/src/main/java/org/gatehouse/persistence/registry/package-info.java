/** The table of the resource tree, and who is told of its changes. */
@NullMarked
package org.gatehouse.persistence.registry;

import org.jspecify.annotations.NullMarked;
