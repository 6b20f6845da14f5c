/** APIs at the publisher's door: made, changed, removed, listed; what their form asks meanwhile. */
@NullMarked
package org.gatehouse.web.publisher.apis;

import org.jspecify.annotations.NullMarked;
