/** How the server reads what somebody names by an address: from where it may, within bounds, and from no other place than was looked at. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.fetch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
