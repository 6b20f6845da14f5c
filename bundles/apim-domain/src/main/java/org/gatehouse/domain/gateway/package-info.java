/**
 * What the rest of the house may ask of a gateway: put an API on it, take it off, forget what it remembers.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.gateway;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
