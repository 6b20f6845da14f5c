/** Turns an API into the XML that gateways run, by Velocity templates that operators may edit, and brings it there. */
@NullMarked
package org.gatehouse.gateway.deployer;

import org.jspecify.annotations.NullMarked;
