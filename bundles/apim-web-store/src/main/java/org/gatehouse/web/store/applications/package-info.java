/** A subscriber's applications. */
@NullMarked
package org.gatehouse.web.store.applications;

import org.jspecify.annotations.NullMarked;
