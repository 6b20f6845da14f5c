/**
 * The kit that the doors on the web share: contexts and log-in state that outlive the doors' bundles, dispatch of the old
 * {@code .jag} addresses, and pages. Called by {@code web-publisher}, {@code web-store} and {@code web-console}.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
