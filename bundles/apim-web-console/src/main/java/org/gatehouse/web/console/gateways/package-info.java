/** The gateway of this process, as the console sees it. */
@NullMarked
package org.gatehouse.web.console.gateways;

import org.jspecify.annotations.NullMarked;
