/**
 * The APIs people publish: their contract, their back ends and their life cycle.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.catalog;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
