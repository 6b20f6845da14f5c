/** The steps of an API's life, at the publisher's door. */
@NullMarked
package org.gatehouse.web.publisher.lifecycle;

import org.jspecify.annotations.NullMarked;
