/** What is asked of definitions of APIs: what they say, how they are given back, and how two of them differ. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.catalog.definition;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
