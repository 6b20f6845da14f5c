/** Versions of an API, at the publisher's door. */
@NullMarked
package org.gatehouse.web.publisher.versions;

import org.jspecify.annotations.NullMarked;
