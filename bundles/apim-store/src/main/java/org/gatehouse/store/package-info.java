/** What consumers do: find APIs, keep applications, subscribe, and get keys. Called by the store's door. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
