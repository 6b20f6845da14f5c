/** The old {@code .jag} addresses: files, actions, and answers in their spelling. A noun adds a {@link
 * org.gatehouse.web.jag.JagSection}; a door has one {@link org.gatehouse.web.jag.JagServlet}.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.web.jag;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
