/**
 * Tiers: named limits on how often something may be called.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.tier;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
