/**
 * The form in which limits are written down: WS-Policy with a MediatorThrottleAssertion, in {@code tiers.xml} and in a gateway's
 * {@code throttle} mediator. What a rule means, and which of them may be, is said by whoever goes by it.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.throttle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
