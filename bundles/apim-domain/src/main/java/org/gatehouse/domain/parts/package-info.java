/**
 * How gateway, store and key manager of one installation know each other. Used by those that call another, and by the doors
 * that are called.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.parts;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
