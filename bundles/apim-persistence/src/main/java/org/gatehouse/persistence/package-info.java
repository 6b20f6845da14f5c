/**
 * The database: its tables, their migrations, and all the SQL there is. Plain JDBC behind {@code Sql}; statements stand
 * beside the rows they read. Called only through the ports of the domain.
 */
@NullMarked
package org.gatehouse.persistence;

import org.jspecify.annotations.NullMarked;
