/**
 * From files to what serves calls: reads APIs, proxy services, sequences, endpoints and entries, watches their folders,
 * and lets the rest of the house put APIs there.
 */
@NullMarked
package org.gatehouse.gateway.deployment;

import org.jspecify.annotations.NullMarked;
