/** The publisher for programs, at {@code /api/publisher/v1}: JAX-RS on CXF, as {@code openapi.yaml} beside it says. */
@NullMarked
package org.gatehouse.rest.publisher;

import org.jspecify.annotations.NullMarked;
