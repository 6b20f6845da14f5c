/** The real distribution, started by its own launcher and played from outside, over the network alone. */
@NullMarked
package org.gatehouse.distribution;

import org.jspecify.annotations.NullMarked;
