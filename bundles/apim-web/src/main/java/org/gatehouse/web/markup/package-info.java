/** Texts that people have written in Markdown or HTML, as HTML of which nothing runs. Called by whoever shows them. */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.web.markup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
