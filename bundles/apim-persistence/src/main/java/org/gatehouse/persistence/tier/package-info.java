/** The table of who may use which tier. */
@NullMarked
package org.gatehouse.persistence.tier;

import org.jspecify.annotations.NullMarked;
