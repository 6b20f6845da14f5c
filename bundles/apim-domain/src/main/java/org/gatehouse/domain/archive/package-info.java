/** APIs as files that people read, compare and keep: one folder, or one zip, an API. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
