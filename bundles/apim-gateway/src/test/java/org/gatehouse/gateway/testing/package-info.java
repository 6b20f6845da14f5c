/** What tests of the gateway stand on: an exchange without sockets, a gateway without OSGi. */
package org.gatehouse.gateway.testing;
