/** Doors on JAX-RS, which CXF implements, and which stand behind the front as all do. */
@Version("1.0.0")
@Export
@NullMarked
package org.gatehouse.jaxrs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
