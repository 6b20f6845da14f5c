/** SOAP services at {@code /services}, under the names and in the messages that clients of API Manager 1.9 use. */
@NullMarked
package org.gatehouse.soap;

import org.jspecify.annotations.NullMarked;
