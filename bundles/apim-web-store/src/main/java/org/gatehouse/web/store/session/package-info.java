/** Signing in and out by script, at the store's door. */
@NullMarked
package org.gatehouse.web.store.session;

import org.jspecify.annotations.NullMarked;
