/** The running server, as its administrators see it. */
@NullMarked
package org.gatehouse.web.console.system;

import org.jspecify.annotations.NullMarked;
