/** What came with a request: query, forms, files. Called by the rooms of the kit, and by whoever is given it there. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.web.request;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
