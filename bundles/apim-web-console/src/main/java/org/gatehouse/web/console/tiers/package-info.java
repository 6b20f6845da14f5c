/** The tiers of the visitor's tenant, for those who manage them. */
@NullMarked
package org.gatehouse.web.console.tiers;

import org.jspecify.annotations.NullMarked;
