/** Tokens that call the tenant's APIs: found and taken back. */
@NullMarked
package org.gatehouse.web.publisher.tokens;

import org.jspecify.annotations.NullMarked;
