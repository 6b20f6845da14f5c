/** What the kit registers itself: the doors' contexts, whose sessions stay when a door's bundle goes, and path clean-up. */
@NullMarked
package org.gatehouse.web.internal;

import org.jspecify.annotations.NullMarked;
