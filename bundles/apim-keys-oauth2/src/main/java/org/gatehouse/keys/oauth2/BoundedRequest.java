package org.gatehouse.keys.oauth2;

import java.io.IOException;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** A request whose body ends with an error where it becomes larger than any honest one. */
final class BoundedRequest extends HttpServletRequestWrapper {
    static final int MOST_BYTES = 64 * 1024;

    BoundedRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream whole = super.getInputStream();
        return new ServletInputStream() {
            private int left = MOST_BYTES;

            @Override
            public int read() throws IOException {
                int next = whole.read();
                return next < 0 ? next : counted(1, next);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = whole.read(target, offset, length);
                return read < 0 ? read : counted(read, read);
            }

            private int counted(int bytes, int result) throws IOException {
                left -= bytes;
                if (left < 0) {
                    throw new IOException("body larger than " + MOST_BYTES + " bytes");
                }
                return result;
            }

            @Override
            public boolean isFinished() {
                return whole.isFinished();
            }

            @Override
            public boolean isReady() {
                return whole.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                whole.setReadListener(listener);
            }
        };
    }
}
