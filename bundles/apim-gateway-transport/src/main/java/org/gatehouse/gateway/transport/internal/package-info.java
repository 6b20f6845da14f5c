/** The provider on Netty: one event loop carries a client's connection and the back-end connections it uses. */
@NullMarked
package org.gatehouse.gateway.transport.internal;

import org.jspecify.annotations.NullMarked;
