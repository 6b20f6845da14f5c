package org.gatehouse.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An answer that its servlet never waits for, unless it is of unusual size: it is collected, and sent when it is whole, without
 * a thread. What somebody does not take is held for him only as long as there is room.
 *
 * <p>Also the end of the call, which comes when both the servlet is done and the answer is sent.
 */
final class Answer extends Response.Wrapper implements Callback {
    /** Most bytes that are collected; of a longer answer every write is waited for. */
    static final int MOST = 512 * 1024;

    private enum Phase {
        COLLECTING,
        SENDING,
        /** Too long: handed on as it comes. */
        PASSING,
        SENT
    }

    private final Callback callback;
    private final Held.Share share;
    private ByteArrayOutputStream collected = new ByteArrayOutputStream(0);
    private Phase phase = Phase.COLLECTING;
    private boolean isBegun;
    private boolean isDone;
    private @Nullable Throwable failure;

    Answer(Request request, Response response, Callback callback, Held held) {
        super(request, response);
        this.callback = callback;
        this.share = held.share(Held.closing(request));
    }

    /** Also where nothing has left yet: whoever answers cannot take back what he has flushed. */
    @Override
    public boolean isCommitted() {
        return hasBegun() || super.isCommitted();
    }

    private synchronized boolean hasBegun() {
        return isBegun;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback written) {
        ByteBuffer whole;
        synchronized (this) {
            isBegun = true;
            if (phase != Phase.COLLECTING) {
                whole = null;
            } else if (collected.size() + (content == null ? 0 : content.remaining()) > MOST) {
                phase = Phase.PASSING;
                whole = null;
            } else {
                collect(content);
                if (last) {
                    phase = Phase.SENDING;
                    whole = taken();
                } else {
                    whole = BufferUtil.EMPTY_BUFFER;
                }
            }
        }
        if (whole == null) {
            pass(last, content, written);
            return;
        }
        if (last) {
            send(whole);
        }
        written.succeeded();
    }

    private void collect(@Nullable ByteBuffer content) {
        if (content != null) {
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            collected.writeBytes(bytes);
        }
    }

    private synchronized ByteBuffer taken() {
        ByteBuffer whole = ByteBuffer.wrap(collected.toByteArray());
        collected = new ByteArrayOutputStream(0);
        return whole;
    }

    /** What was collected goes first. */
    private void pass(boolean last, @Nullable ByteBuffer content, Callback written) {
        ByteBuffer first = taken();
        if (!first.hasRemaining()) {
            super.write(last, content, written);
            return;
        }
        super.write(false, first, Callback.from(() -> super.write(last, content, written), written::failed));
    }

    private void send(ByteBuffer whole) {
        // Never more than there is room for: an answer is smaller than that.
        share.take(Math.max(whole.remaining(), Held.LEAST));
        super.write(true, whole, Callback.from(() -> sent(null), this::sent));
    }

    private void sent(@Nullable Throwable problem) {
        share.giveBack();
        synchronized (this) {
            phase = Phase.SENT;
            failure = failure == null ? problem : failure;
            if (!isDone) {
                return;
            }
        }
        end();
    }

    @Override
    public void succeeded() {
        ByteBuffer rest = null;
        synchronized (this) {
            isDone = true;
            if (phase == Phase.SENDING) {
                return;
            }
            if (phase == Phase.COLLECTING && isBegun) {
                phase = Phase.SENDING;
                rest = taken();
            }
        }
        if (rest == null) {
            end();
        } else {
            send(rest);
        }
    }

    /** What was collected is dropped: the server can still say that it failed. */
    @Override
    public void failed(Throwable problem) {
        synchronized (this) {
            isDone = true;
            failure = problem;
            if (phase == Phase.SENDING) {
                return;
            }
        }
        end();
    }

    private void end() {
        Throwable problem;
        synchronized (this) {
            problem = failure;
        }
        if (problem == null) {
            callback.succeeded();
        } else {
            callback.failed(problem);
        }
    }
}
