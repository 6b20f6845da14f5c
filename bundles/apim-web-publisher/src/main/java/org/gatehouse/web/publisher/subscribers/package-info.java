/** Who has subscribed, as the publisher blocks and unblocks them. */
@NullMarked
package org.gatehouse.web.publisher.subscribers;

import org.jspecify.annotations.NullMarked;
