/** Creating, changing and publishing APIs. Called by the publisher's door; the truth is in the database. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.publisher;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
