/**
 * The kit that the doors on the web share: contexts and log-in state that outlive the doors' bundles. What comes with a request
 * is read in {@code request}, the old addresses are in {@code jag}, pages in {@code page}. Called by {@code web-publisher},
 * {@code web-store}, {@code web-console} and {@code keys-oauth2}.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
