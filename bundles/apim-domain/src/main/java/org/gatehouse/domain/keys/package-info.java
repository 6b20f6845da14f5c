/**
 * Consumer keys, access tokens, and the verdict on whether a key may call an API.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.keys;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
