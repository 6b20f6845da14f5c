/**
 * Who someone is: passwords, the accounts that every installation begins with, and locks against guessing. Called only
 * through {@code Authenticator}.
 */
@NullMarked
package org.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
