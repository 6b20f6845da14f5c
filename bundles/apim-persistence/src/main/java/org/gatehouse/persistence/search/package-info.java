/**
 * The index in which a text is looked for in APIs; on Lucene, which nobody else sees. It knows nothing of the database: that
 * tells it what there is, and which state of the catalogue that is.
 */
@NullMarked
package org.gatehouse.persistence.search;

import org.jspecify.annotations.NullMarked;
