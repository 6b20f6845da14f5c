/** Definitions of APIs: read leniently, checked strictly, written anew, compared. The room of the publisher asks through the domain's ports. */
@NullMarked
package org.gatehouse.definitions;

import org.jspecify.annotations.NullMarked;
