/**
 * Statements of identity providers about users, for which a client gets a token: SAML 2.0 (RFC 7522) and JWT (RFC 7523).
 * Called by the token endpoint.
 */
@NullMarked
package org.gatehouse.keys.oauth2.assertion;

import org.jspecify.annotations.NullMarked;
