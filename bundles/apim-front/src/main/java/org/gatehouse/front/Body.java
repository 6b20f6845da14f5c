package org.gatehouse.front;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.gatehouse.domain.intake.BodyBudget;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request. Of strangers {@value #FROM_STRANGERS} bytes are taken in and no more; a door that knows who asks
 * {@linkplain #allow allows} more. What is taken in is held in the door's budget until the request ends, and has to come at a
 * pace. Whatever is wrong with it is a {@link BodyRefused}.
 */
public final class Body implements AutoCloseable {
    /** Most bytes of a body whose sender is not known. */
    public static final int FROM_STRANGERS = 64 * 1024;

    static final int TIMEOUT = 408;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED = 415;
    static final int BUSY = 503;

    private static final int MOST_DISCARDED = 1024 * 1024;
    private static final long LONGEST_DISCARD = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_SILENCE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final HttpServletRequest request;
    private final LongSupplier nanos;
    private final BodyBudget budget;
    private final BodyBudget.Hold hold;
    private final Pace pace;
    private long most = FROM_STRANGERS;
    private boolean isOfStranger = true;
    private @Nullable BodyRefused refused;
    private @Nullable InputStream in;
    private boolean isCutOff;

    Body(HttpServletRequest request, BodyBudget budget, LongSupplier nanos) {
        this.request = request;
        this.nanos = nanos;
        this.budget = budget;
        this.hold = budget.open();
        this.pace = new Pace(nanos);
    }

    /**
     * The body of this request.
     *
     * @throws IllegalStateException for a request that has not come through the front
     */
    public static Body of(HttpServletRequest request) {
        return GuardedRequest.of(request).body();
    }

    /** Takes in so many bytes of it in all, as who asks is known by now; also those that are here already count. */
    public void allow(long bytes) {
        most = bytes;
        isOfStranger = false;
    }

    /** Takes in so many bytes and no more, whoever asks. */
    public void limit(long bytes) {
        most = bytes;
    }

    /**
     * What was sent, as far as it is allowed.
     *
     * @throws BodyRefused before anything is read, if its head says already that it is too long or packed
     */
    public InputStream in() throws IOException {
        return in(most);
    }

    /**
     * As {@link #in()}, for a door that finds out on the way who asks: that the whole is announced to have more than is
     * allowed so far, but no more than so many bytes, is no reason to refuse it yet.
     */
    public InputStream in(long longest) throws IOException {
        InputStream known = in;
        if (known == null) {
            checkHead(longest);
            known = new Counted(request.getInputStream());
            in = known;
        }
        return known;
    }

    /** The whole of what was sent. */
    public byte[] bytes() throws IOException {
        return in().readAllBytes();
    }

    /** Holds so many bytes more for what a door makes of it. Half of the budget is out of strangers' reach. */
    public void hold(long bytes) throws BodyRefused {
        boolean isFull = isOfStranger && budget.held() > budget.bytes() / 2;
        if (isFull || !hold.grow(bytes)) {
            throw refuse(BUSY, "The server holds as much as it can at the moment. Try again later");
        }
    }

    /** Refuses it for having more of something than a door takes; the message is in constant words. */
    public BodyRefused tooMuch(String message) {
        return refuse(TOO_LARGE, message);
    }

    /** Throws again what was wrong with it, wherever that was lost on the way; does nothing if that was nothing so far. */
    public void check() throws BodyRefused {
        if (refused != null) {
            throw refused;
        }
    }

    /** What was wrong with it; null if nothing so far. */
    @Nullable BodyRefused refused() {
        return refused;
    }

    /** Whether it ended before it was whole. */
    boolean isCutOff() {
        return isCutOff;
    }

    private void checkHead(long longest) throws BodyRefused {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.trim().toLowerCase(Locale.ROOT).equals("identity")) {
            throw refuse(UNSUPPORTED, "Content-Encoding: bodies are taken as they are only");
        }
        if (request.getContentLengthLong() > longest) {
            throw tooLarge(longest);
        }
    }

    private BodyRefused tooLarge(long bytes) {
        String bound = bytes % (1024 * 1024) == 0 ? bytes / 1024 / 1024 + "MB" : bytes / 1024 + "KB";
        return refuse(TOO_LARGE, "The request body exceeds the maximum of " + bound);
    }

    private BodyRefused refuse(int status, String message) {
        BodyRefused why = new BodyRefused(status, message);
        refused = why;
        return why;
    }

    /**
     * Takes what is on the way already and throws it away: to a sender who is still sending when the connection ends, the answer
     * is lost with it. No more than a little, and not for long.
     */
    void discard() {
        byte[] piece = new byte[8 * 1024];
        long began = nanos.getAsLong();
        long heard = began;
        try {
            ServletInputStream rest = request.getInputStream();
            for (int left = MOST_DISCARDED; left > 0 && !rest.isFinished(); ) {
                long now = nanos.getAsLong();
                if (now - began > LONGEST_DISCARD || now - heard > LONGEST_SILENCE) {
                    return;
                }
                if (rest.available() > 0) {
                    left -= Math.max(0, rest.read(piece));
                    heard = now;
                } else {
                    LockSupport.parkNanos(PAUSE);
                }
            }
        } catch (IOException gone) {
            // Then nobody reads the answer either.
        }
    }

    /** Gives back what is held. */
    @Override
    public void close() {
        hold.close();
    }

    private final class Counted extends InputStream {
        private final InputStream whole;
        private long taken;

        private Counted(InputStream whole) {
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (taken >= most) {
                return atTheBound();
            }
            int read = sent(target, offset, (int) Math.min(length, most - taken));
            if (!pace.isKept(taken)) {
                throw refuse(TIMEOUT, "The request body came too slowly");
            }
            if (read > 0) {
                taken += read;
                hold(read);
            }
            return read;
        }

        private int sent(byte[] target, int offset, int length) throws IOException {
            try {
                return whole.read(target, offset, length);
            } catch (IOException broken) {
                isCutOff = true;
                throw broken;
            }
        }

        private int atTheBound() throws IOException {
            if (whole.read() >= 0) {
                throw tooLarge(most);
            }
            return -1;
        }
    }
}
