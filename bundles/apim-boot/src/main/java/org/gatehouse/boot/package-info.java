/** What must have happened before the features are read. */
@NullMarked
package org.gatehouse.boot;

import org.jspecify.annotations.NullMarked;
