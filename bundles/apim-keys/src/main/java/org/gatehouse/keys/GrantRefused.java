package org.gatehouse.keys;

/** The grant does not stand: a wrong password, an unknown refresh token, a grant type the client may not use. */
public final class GrantRefused extends RuntimeException {
    GrantRefused(String message) {
        super(message);
    }
}
