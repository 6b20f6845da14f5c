/** Gateways of other processes, administered through their SOAP services. */
@NullMarked
package org.gatehouse.gateway.remote;

import org.jspecify.annotations.NullMarked;
