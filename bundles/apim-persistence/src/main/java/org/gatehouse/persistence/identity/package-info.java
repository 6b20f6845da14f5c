/** The tables of tenants, users, their roles and what is known of them. */
@NullMarked
package org.gatehouse.persistence.identity;

import org.jspecify.annotations.NullMarked;
