package org.gatehouse.domain.catalog.wsdl;

import org.gatehouse.domain.Invalid;

/** A text is no WSDL that can be taken. */
public final class MalformedWsdl extends Invalid {
    private final int line;

    /**
     * With its place.
     *
     * @param line from 1; 0 if no line is to blame
     * @param what what was found there, and what was expected
     */
    MalformedWsdl(int line, String what) {
        super("WSDL: " + (line > 0 ? "line " + line + ": " : "") + what);
        this.line = line;
    }

    /** The line that is to blame, from 1; 0 if none is. */
    public int line() {
        return line;
    }
}
