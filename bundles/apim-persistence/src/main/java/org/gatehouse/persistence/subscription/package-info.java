/** The tables of applications, their subscriptions and their keys. */
@NullMarked
package org.gatehouse.persistence.subscription;

import org.jspecify.annotations.NullMarked;
