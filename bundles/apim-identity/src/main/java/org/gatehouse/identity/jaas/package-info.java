/** The door of Karaf: its shell and its console know the same administrators as the portals. */
@NullMarked
package org.gatehouse.identity.jaas;

import org.jspecify.annotations.NullMarked;
