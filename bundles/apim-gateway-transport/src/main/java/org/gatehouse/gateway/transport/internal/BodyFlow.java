package org.gatehouse.gateway.transport.internal;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way from one connection to whoever wants it. What arrives before someone does is held; nothing more is
 * read from the connection than the sink has room for. Used on one event loop only.
 */
final class BodyFlow {
    private final Channel channel;
    /** Null while nothing waits, as is the case for most bodies. */
    private @Nullable ArrayDeque<HttpContent> held;

    private @Nullable Sink sink;
    private boolean complete;
    /** The connection is being read, and will say when it was. */
    private boolean inRead;
    /** The connection was asked for more, and nothing came yet. */
    private boolean waiting;

    private long waitingSince;
    private boolean broken;
    private long receivedBytes;
    private int secondsWaited;

    /**
     * The channel is the connection, which is asked for more.
     *
     * @param inRead whether the head of the message came with a read that is not over, so that {@link #readComplete} follows
     */
    BodyFlow(Channel channel, boolean inRead) {
        this.channel = channel;
        this.inRead = inRead;
    }

    /** A piece from the connection; it is the flow's to release. */
    void arrived(HttpContent content) {
        if (broken) {
            ReferenceCountUtil.release(content);
            return;
        }
        receivedBytes += content.content().readableBytes();
        complete = content instanceof LastHttpContent;
        waiting = false;
        Sink taker = sink;
        if (taker == null) {
            ArrayDeque<HttpContent> waiting = held == null ? new ArrayDeque<>(2) : held;
            waiting.add(content);
            held = waiting;
        } else {
            taker.take(content);
        }
    }

    /** How much has come so far. */
    long receivedBytes() {
        return receivedBytes;
    }

    /** Someone wants the body, from its beginning, or what is left of it. */
    void sendTo(Sink taker) {
        if (isWanted()) {
            throw new IllegalStateException("a body goes to one place only");
        }
        sink = taker;
        ArrayDeque<HttpContent> waiting = held;
        held = null;
        while (waiting != null && !waiting.isEmpty()) {
            taker.take(waiting.remove());
        }
        if (broken) {
            taker.failed(SendFailure.CANCELLED);
        } else {
            if (!inRead) {
                taker.flush();
            }
            pull();
        }
    }

    /** All that one read of the connection brought is here: it goes on together. */
    void readComplete() {
        inRead = false;
        Sink taker = sink;
        if (taker != null && !complete) {
            taker.flush();
        }
        pull();
    }

    /** Reads on if there is more to come and room for it. */
    void pull() {
        Sink taker = sink;
        if (!complete && !broken && taker != null && taker.hasRoom()) {
            if (!waiting) {
                waiting = true;
                waitingSince = System.nanoTime();
            }
            channel.read();
        }
    }

    /** The connection is lost. */
    void broke(SendFailure failure) {
        if (complete || broken) {
            return;
        }
        broken = true;
        release();
        Sink taker = sink;
        if (taker != null) {
            taker.failed(failure);
        }
    }

    /** Lets go of what nobody wanted. */
    void release() {
        ArrayDeque<HttpContent> waiting = held;
        held = null;
        if (waiting != null) {
            waiting.forEach(ReferenceCountUtil::release);
        }
    }

    /** Whether more was asked for so long ago, and nothing came. A sink without room is no stall. */
    boolean isStalled(long now, long limitNanos) {
        return waiting && !complete && !broken && now - waitingSince > limitNanos;
    }

    /** Whether it has come too slowly. Asked once a second, which is how the time is counted in which it was waited for. */
    boolean isSlow(ListenerSettings.Pace pace) {
        if (waiting && !complete && !broken) {
            secondsWaited++;
        }
        return !pace.isKept(secondsWaited, receivedBytes);
    }

    /** What waits to be taken, from the beginning of the body; for one that nobody takes. */
    void copyTo(RequestBytes copy) {
        ArrayDeque<HttpContent> waiting = held;
        if (waiting != null) {
            waiting.forEach(copy::add);
        }
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether nobody has asked for it yet, so that all that came of it is here. */
    boolean isUntouched() {
        return sink == null;
    }

    /** Whether someone takes it, and not only to throw it away. */
    boolean isWanted() {
        Sink taker = sink;
        return taker != null && !taker.isOver();
    }

    /** Where a body goes. */
    interface Sink {
        /** A piece; it is the sink's to release. */
        void take(HttpContent content);

        /** No more comes for a while: what was taken, and what goes before it, must not wait. Not told after the last piece. */
        default void flush() {}

        /** Whether more may come now; whoever has room again says so by {@link BodyFlow#pull()}. */
        boolean hasRoom();

        /** Whether it has no use for more; another sink may take its place then. */
        default boolean isOver() {
            return false;
        }

        /** No more will come, though the end was not reached. */
        void failed(SendFailure failure);
    }
}
