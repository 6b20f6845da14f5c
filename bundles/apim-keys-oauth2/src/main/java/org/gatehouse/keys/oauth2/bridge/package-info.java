/** The keys room in the words of CXF's services. */
@NullMarked
package org.gatehouse.keys.oauth2.bridge;

import org.jspecify.annotations.NullMarked;
