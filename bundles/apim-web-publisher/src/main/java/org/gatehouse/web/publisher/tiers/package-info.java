/** Who may use which tier, as the publisher permits it. */
@NullMarked
package org.gatehouse.web.publisher.tiers;

import org.jspecify.annotations.NullMarked;
