/**
 * Key validation over Thrift: the server of a key manager with its log-in, and the client through which a gateway asks.
 * Both speak the protocol that is out there (field numbers in {@code src/main/thrift/keys.thrift}); neither knows the other.
 */
@NullMarked
package org.gatehouse.keys.thrift;

import org.jspecify.annotations.NullMarked;
