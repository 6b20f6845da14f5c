/** What an API was: listed, compared, and gone back to. */
@NullMarked
package org.gatehouse.web.publisher.revisions;

import org.jspecify.annotations.NullMarked;
