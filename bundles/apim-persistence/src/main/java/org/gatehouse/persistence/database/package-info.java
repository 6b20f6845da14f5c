/**
 * Transactions, and how the values of the domain stand in columns; on Jdbi. All tables stand on it, and nobody else.
 */
@NullMarked
package org.gatehouse.persistence.database;

import org.jspecify.annotations.NullMarked;
