/**
 * Turns {@code repository/conf/api-manager.xml} into typed configuration of the other rooms, at start and whenever the
 * file is saved, and offers the installation's certificate. Nobody calls it; the others receive.
 */
@NullMarked
package org.gatehouse.config;

import org.jspecify.annotations.NullMarked;
