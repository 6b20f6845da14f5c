/**
 * The way of an OAuth 2.0 request through a user's browser: the client's request, the user who signs in and agrees, and the
 * answer. Called by the OAuth servlet.
 */
@NullMarked
package org.gatehouse.keys.oauth2.authorize;

import org.jspecify.annotations.NullMarked;
