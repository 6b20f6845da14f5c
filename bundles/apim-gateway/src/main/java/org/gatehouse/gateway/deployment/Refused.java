package org.gatehouse.gateway.deployment;

import org.jspecify.annotations.Nullable;

/** An artefact cannot be deployed; says where in its file and why. */
final class Refused extends RuntimeException {
    private final int line;
    private final String reason;
    private final boolean clash;

    private Refused(int line, String reason, boolean clash, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.line = line;
        this.clash = clash;
    }

    static Refused at(int line, String reason) {
        return new Refused(line, reason, false, null);
    }

    static Refused at(int line, Throwable cause) {
        // An exception of the libraries says what is wrong; an error only what is missing.
        String message = cause instanceof Exception ? cause.getMessage() : cause.toString();
        String reason = message == null ? cause.getClass().getName() : message;
        return new Refused(line, reason, false, cause);
    }

    /** It is right in itself, but another one has its name or its context. */
    static Refused clash(int line, String reason) {
        return new Refused(line, reason, true, null);
    }

    int line() {
        return line;
    }

    boolean isClash() {
        return clash;
    }

    String reason() {
        return reason;
    }

    /** Where and why. */
    String where() {
        return "line " + line + ": " + reason;
    }
}
