/** Which application is subscribed to what. */
@NullMarked
package org.gatehouse.web.store.subscriptions;

import org.jspecify.annotations.NullMarked;
