/**
 * What goes wrong because of the caller, as small unchecked types. Every room throws them; every door translates them.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
