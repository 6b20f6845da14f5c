/**
 * Who calls: users, roles, tenants and what they may do. Asked by every door before it opens.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
