/** What an API must keep to before it is stored. */
@NullMarked
package org.gatehouse.publisher.rules;

import org.jspecify.annotations.NullMarked;
