/** Keys of applications: made, renewed, told. */
@NullMarked
package org.gatehouse.web.store.keys;

import org.jspecify.annotations.NullMarked;
