/** XML that anyone may have written, read by the JDK's parsers and by nothing else. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.xml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
