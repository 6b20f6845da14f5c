/** How changes reach the gateways, and gateways what is stored. */
@NullMarked
package org.gatehouse.publisher.rollout;

import org.jspecify.annotations.NullMarked;
