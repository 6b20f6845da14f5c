/** The tier manager: the tiers in force, read from each tenant's policy in the registry, and who may use them. */
@NullMarked
package org.gatehouse.tiers;

import org.jspecify.annotations.NullMarked;
