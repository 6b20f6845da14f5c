package org.gatehouse.keys.thrift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/** A connection on which every message has a size limit and a time limit. */
final class SocketTransport extends TIOStreamTransport {
    private static final int MAX_DEPTH = 16;

    private final Socket socket;
    private final TimedInput timed;
    private final int maxMessageBytes;
    private final Runnable whenClosed;
    private int bytesLeft;

    private SocketTransport(Socket socket, TimedInput timed, int maxMessageBytes, Runnable whenClosed)
            throws IOException, TTransportException {
        super(
                new TConfiguration(maxMessageBytes, maxMessageBytes, MAX_DEPTH),
                new BufferedInputStream(timed),
                new BufferedOutputStream(socket.getOutputStream(), 8192));
        this.socket = socket;
        this.timed = timed;
        this.maxMessageBytes = maxMessageBytes;
        this.whenClosed = whenClosed;
    }

    static SocketTransport over(Socket socket, int maxMessageBytes, Runnable whenClosed)
            throws IOException, TTransportException {
        return new SocketTransport(socket, new TimedInput(socket), maxMessageBytes, whenClosed);
    }

    /** The next message may take that long to begin, and then again to arrive. */
    void awaitMessage(Duration patience) {
        bytesLeft = maxMessageBytes;
        timed.deadline = Deadline.in(patience);
        timed.onceBegun = patience;
    }

    /** The next message must be there by then. */
    void expectMessage(Deadline deadline) {
        bytesLeft = maxMessageBytes;
        timed.deadline = deadline;
        timed.onceBegun = null;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws TTransportException {
        int read = super.read(buffer, from, length);
        bytesLeft -= read;
        if (bytesLeft < 0) {
            throw new TTransportException(
                    TTransportException.MESSAGE_SIZE_LIMIT, "message: larger than " + maxMessageBytes + " bytes");
        }
        return read;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() {
        whenClosed.run();
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
    }

    private static final class TimedInput extends FilterInputStream {
        private final Socket socket;
        private Deadline deadline = Deadline.in(Duration.ZERO);
        private @Nullable Duration onceBegun;

        TimedInput(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            socket.setSoTimeout(deadline.millisLeft());
            int read = in.read(buffer, from, length);
            if (onceBegun != null) {
                deadline = Deadline.in(onceBegun);
                onceBegun = null;
            }
            return read;
        }

        @Override
        public int available() {
            // Asking a TLS socket costs more than it tells.
            return 0;
        }
    }
}
