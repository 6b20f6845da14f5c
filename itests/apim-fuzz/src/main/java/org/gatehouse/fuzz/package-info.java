/**
 * Hostile input at every door of a running server, and a judge of what that does to it. Called by {@code ./apim fuzz}, and with a
 * few inputs by the tests of the distribution. The inputs follow from a seed; what differs from server to server, such as a
 * token, stands in them by its name.
 */
@NullMarked
package org.gatehouse.fuzz;

import org.jspecify.annotations.NullMarked;
