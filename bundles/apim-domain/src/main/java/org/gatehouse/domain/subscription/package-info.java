/**
 * Applications, and the subscriptions through which they may call APIs.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.subscription;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
