/** Users of other databases: those that an API Manager 1.9 has written, which is how it keeps users in its own. */
@NullMarked
package org.gatehouse.persistence.users;

import org.jspecify.annotations.NullMarked;
