/**
 * The database: its migrations, and the opening of its tables as the ports of the domain. A package for each noun has the
 * tables of that noun and all their SQL.
 */
@NullMarked
package org.gatehouse.persistence;

import org.jspecify.annotations.NullMarked;
