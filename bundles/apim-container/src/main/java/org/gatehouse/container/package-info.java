/** What the web server takes for a request, and which of them gets a thread, before any servlet sees it. A part of Pax Web's Jetty bundle. */
@NullMarked
package org.gatehouse.container;

import org.jspecify.annotations.NullMarked;
