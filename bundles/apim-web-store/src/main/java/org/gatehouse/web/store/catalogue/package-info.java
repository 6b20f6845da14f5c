/** What the store offers: listed for scripts, and shown to whoever looks around. */
@NullMarked
package org.gatehouse.web.store.catalogue;

import org.jspecify.annotations.NullMarked;
