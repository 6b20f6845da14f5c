package org.gatehouse.definitions.tree;

import java.io.IOException;
import java.io.Writer;

/** A text that is written, up to a bound. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    /** Of so many characters at most. */
    BoundedText(int most) {
        this.most = most;
    }

    @Override
    public void write(char[] from, int offset, int length) throws Full {
        if (length > most - text.length()) {
            throw new Full();
        }
        text.append(from, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }

    /** There is more to write than it takes. */
    static final class Full extends IOException {}
}
