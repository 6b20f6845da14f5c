/**
 * The resource tree that operators edit: policies, sequences and definitions under {@code /_system}.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
