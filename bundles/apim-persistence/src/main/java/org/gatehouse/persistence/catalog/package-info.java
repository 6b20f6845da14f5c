/** The tables of APIs. */
@NullMarked
package org.gatehouse.persistence.catalog;

import org.jspecify.annotations.NullMarked;
