/**
 * The OAuth 2.0 and OpenID Connect door of the key manager, {@code /oauth2}, on CXF's services. What
 * those answer differently from API Manager 1.9 is put right here; what is granted is the keys room's business.
 */
@NullMarked
package org.gatehouse.keys.oauth2;

import org.jspecify.annotations.NullMarked;
