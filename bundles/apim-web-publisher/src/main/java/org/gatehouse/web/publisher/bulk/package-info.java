/** The same change of many APIs. */
@NullMarked
package org.gatehouse.web.publisher.bulk;

import org.jspecify.annotations.NullMarked;
