/** Subscriptions that wait for somebody to approve them. */
@NullMarked
package org.gatehouse.web.publisher.approvals;

import org.jspecify.annotations.NullMarked;
