/**
 * JSON as the XML that mediators work on, and back, in the layout of API Manager 1.9: an object is a {@code jsonObject}, an
 * array at the top a {@code jsonArray} of {@code jsonElement}s, an array elsewhere a row of equal elements behind an
 * instruction {@code <?xml-multiple name?>}. What was JSON comes back as the same JSON. Mediation calls it.
 */
@NullMarked
package org.gatehouse.gateway.json;

import org.jspecify.annotations.NullMarked;
