package org.gatehouse.soap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error where a request becomes larger than any honest one. */
final class BoundedStream extends FilterInputStream {
    private static final int MOST_BYTES = 16 << 20;

    private int left = MOST_BYTES;

    BoundedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("larger than " + MOST_BYTES + " bytes");
        }
    }
}
