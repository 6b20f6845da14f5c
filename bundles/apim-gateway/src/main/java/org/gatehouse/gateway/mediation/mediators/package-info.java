/**
 * The mediators of API Manager 1.9 that Synapse has not, or has with less care; deployment makes them of their XML.
 */
@NullMarked
package org.gatehouse.gateway.mediation.mediators;

import org.jspecify.annotations.NullMarked;
