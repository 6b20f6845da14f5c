/** Pages for people: paths, forms, templates, texts. A noun adds a {@link org.gatehouse.web.page.PageSection}; a door has
 * one {@link org.gatehouse.web.page.PageRouter}.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.web.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
