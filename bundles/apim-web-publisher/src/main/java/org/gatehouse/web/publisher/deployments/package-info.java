/** Where an API is deployed. */
@NullMarked
package org.gatehouse.web.publisher.deployments;

import org.jspecify.annotations.NullMarked;
