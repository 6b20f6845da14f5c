/** The tables of OAuth clients and of what they are given, and how secrets stand in them. */
@NullMarked
package org.gatehouse.persistence.keys;

import org.jspecify.annotations.NullMarked;
