/**
 * HTTP as the gateway's mediation sees it: exchanges that come in, calls that go out, bodies that flow between them
 * without being held. Nothing here says how; the provider behind it is Netty.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.gateway.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
