/** How the web server reads requests before any servlet sees them. A part of Pax Web's Jetty bundle. */
@NullMarked
package org.gatehouse.container;

import org.jspecify.annotations.NullMarked;
