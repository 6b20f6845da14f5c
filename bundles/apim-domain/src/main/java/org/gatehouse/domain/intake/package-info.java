/** What the process takes in from strangers at a time. Every door that holds a body in memory asks here first; so does work that takes long. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.intake;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
