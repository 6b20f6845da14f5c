/**
 * The certificate this server shows and the ones it trusts.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.tls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
