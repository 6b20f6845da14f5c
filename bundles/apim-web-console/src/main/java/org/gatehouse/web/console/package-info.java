/** The console's door at {@code /carbon}: what administrators see of the running server. */
@NullMarked
package org.gatehouse.web.console;

import org.jspecify.annotations.NullMarked;
