/** The store's door at {@code /store}: the addresses that scripts call, and the pages that people open. */
@NullMarked
package org.gatehouse.web.store;

import org.jspecify.annotations.NullMarked;
