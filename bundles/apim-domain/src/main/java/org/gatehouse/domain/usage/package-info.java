/**
 * What happened on the gateway, one event a call.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.usage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
