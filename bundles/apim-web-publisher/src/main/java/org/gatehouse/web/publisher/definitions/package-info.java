/** Where definitions of APIs are brought, and fetched. */
@NullMarked
package org.gatehouse.web.publisher.definitions;

import org.jspecify.annotations.NullMarked;
