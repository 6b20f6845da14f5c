/**
 * What tests of every room share: twins of the storage ports that keep everything in memory, the contracts that twins
 * and tables both have to keep, examples, and a clock that is advanced by hand. Not shipped.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
