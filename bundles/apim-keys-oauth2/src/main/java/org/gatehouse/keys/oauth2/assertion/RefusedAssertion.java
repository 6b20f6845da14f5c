package org.gatehouse.keys.oauth2.assertion;

/** A statement that is not believed. The message is for the log; the client learns only that it was refused. */
final class RefusedAssertion extends Exception {
    RefusedAssertion(String message) {
        super(message, null, false, false);
    }
}
