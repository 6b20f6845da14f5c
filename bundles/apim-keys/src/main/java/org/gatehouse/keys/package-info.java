/** The key manager's room: issues, validates and revokes consumer keys and access tokens. Called by its doors. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.keys;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
