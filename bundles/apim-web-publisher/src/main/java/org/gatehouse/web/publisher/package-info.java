/** The publisher's door at {@code /publisher}: the addresses that scripts call, and the pages that people open. */
@NullMarked
package org.gatehouse.web.publisher;

import org.jspecify.annotations.NullMarked;
