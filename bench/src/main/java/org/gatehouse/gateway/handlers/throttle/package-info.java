/** What is measured from within. */
@NullMarked
package org.gatehouse.gateway.handlers.throttle;

import org.jspecify.annotations.NullMarked;
