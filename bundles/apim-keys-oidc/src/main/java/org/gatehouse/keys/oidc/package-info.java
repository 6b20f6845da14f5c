/**
 * An authorization server of another make, by the standards alone: OpenID Connect Discovery, registration (RFC 7591), token
 * introspection (RFC 7662) or JWT with a JWK set, revocation (RFC 7009). Called by the keys room when it is chosen.
 */
@NullMarked
package org.gatehouse.keys.oidc;

import org.jspecify.annotations.NullMarked;
