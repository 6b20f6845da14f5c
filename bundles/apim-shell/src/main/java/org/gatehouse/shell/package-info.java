/** Commands for the Karaf console, all of them {@code apim:…}. Called by operators. */
@NullMarked
package org.gatehouse.shell;

import org.jspecify.annotations.NullMarked;
