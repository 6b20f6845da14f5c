package org.gatehouse.container;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A body that is awaited without a thread, up to as many bytes as strangers may send, and one more, so that nobody waits in a
 * thread for what would be too much. One that is whole goes on as a call; one that turns out to be long goes on as such, with
 * what is here of it. Silence ends with the connection's patience; a body that drips has a time of its own.
 */
final class ShortBody implements Runnable {
    /** Most bytes that are awaited. */
    static final int MOST = 64 * 1024;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Held.Share share;
    private final LongSupplier nanos;
    private final Next next;
    private final long began;
    private byte[] bytes = new byte[0];
    private int length;

    ShortBody(Request request, Response response, Callback callback, Held held, LongSupplier nanos, Next next) {
        this.request = request;
        this.response = response;
        this.share = held.share(Held.closing(request));
        this.callback = Callback.from(callback, share::giveBack);
        this.nanos = nanos;
        this.next = next;
        this.began = nanos.getAsLong();
    }

    /** Where a body goes that is whole, or turned out to be long. */
    interface Next {
        /** Whoever takes it gives its share back when it is at work, unless it was given up by then. */
        void take(Request replayed, Held.Share share, boolean isWhole);
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                refuse(HttpStatus.BAD_REQUEST_400);
                return;
            }
            boolean isTaken = take(chunk.getByteBuffer());
            boolean isLast = chunk.isLast();
            chunk.release();
            if (!isTaken) {
                refuse(HttpStatus.REQUEST_TIMEOUT_408);
                return;
            }
            if (isLast || length > MOST) {
                goOn(isLast);
                return;
            }
            if (nanos.getAsLong() - began > PATIENCE) {
                refuse(HttpStatus.REQUEST_TIMEOUT_408);
                return;
            }
        }
    }

    /** Copied: what a chunk holds on to may be much more than it has. */
    private boolean take(ByteBuffer more) {
        int needed = length + more.remaining();
        if (needed > bytes.length) {
            int room = Math.max(needed, Math.min(Math.max(2 * bytes.length, Held.LEAST), MOST + 1));
            if (!share.take(room - bytes.length)) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, room);
        }
        int here = more.remaining();
        more.get(bytes, length, here);
        length += here;
        return true;
    }

    private void goOn(boolean isWhole) {
        Request replayed = new Replayed(request, ByteBuffer.wrap(bytes, 0, length), isWhole);
        if (isWhole) {
            next.take(replayed, share, true);
        } else {
            // Not from here: that there is more to read is told to one after the other, and whoever waits for the rest
            // would wait for the end of this.
            request.getComponents().getExecutor().execute(() -> next.take(replayed, share, false));
        }
    }

    private void refuse(int status) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        Response.writeError(request, response, callback, status);
    }

    /** The request with what has been read of it first. */
    private static final class Replayed extends Request.Wrapper {
        private final boolean isWhole;
        private @Nullable ByteBuffer first;

        private Replayed(Request request, ByteBuffer first, boolean isWhole) {
            super(request);
            this.first = first;
            this.isWhole = isWhole;
        }

        @Override
        public Content.@Nullable Chunk read() {
            ByteBuffer next = first;
            if (next != null) {
                first = null;
                return Content.Chunk.from(next, isWhole);
            }
            return isWhole ? Content.Chunk.EOF : super.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            if (first != null || isWhole) {
                getContext().execute(demandCallback);
            } else {
                super.demand(demandCallback);
            }
        }
    }
}
