/** Signing in and out by script, at the publisher's door. */
@NullMarked
package org.gatehouse.web.publisher.session;

import org.jspecify.annotations.NullMarked;
