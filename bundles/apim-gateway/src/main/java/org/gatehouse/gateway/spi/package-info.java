/**
 * What bundles implement to put handlers and mediators of their own on the gateway, and the properties they find on a
 * message.
 *
 * <p>A handler is a service of type {@code org.apache.synapse.rest.Handler}, a class mediator one of type
 * {@code org.apache.synapse.Mediator}, both of prototype scope, with the property {@value GatewayPlugin#CLASS} naming
 * the class that XML knows it by. Each API that names it gets an instance of its own; {@code <property>} children are
 * set on it by setter.
 */
@NullMarked
@Export
@Version("1.1.0")
package org.gatehouse.gateway.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
