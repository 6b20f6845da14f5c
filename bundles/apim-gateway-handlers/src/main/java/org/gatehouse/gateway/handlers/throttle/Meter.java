package org.gatehouse.gateway.handlers.throttle;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import org.gatehouse.domain.tier.Limit;
import org.jspecify.annotations.Nullable;

/** What is used of one limit. Only for whoever holds its account. Times are milliseconds since the epoch. */
final class Meter {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Limit limit;
    private final long length;
    private final long most;
    private final boolean fixed;
    private final boolean calls;
    private @Nullable Meter next;
    /** Of a sliding window: how long a step is, and the calls of each step in a ring. */
    private final long step;

    private final long @Nullable [] ring;
    /** When a fixed window began; or the number of the calendar's period, or of the newest step. */
    private long start;

    private long used;
    private long barredUntil;
    private long refused;
    private long lastRefused;

    Meter(Limit limit) {
        this.limit = limit;
        this.length = Math.max(1, limit.length().toMillis());
        this.most = limit.most();
        this.fixed = limit.window() == Limit.Window.FIXED;
        this.calls = limit.measure() == Limit.Measure.CALLS;
        boolean slides = limit.window() == Limit.Window.SLIDING;
        this.step = slides ? ceil(length, Limit.STEPS) : 0;
        // One more than fits: a step that is partly within the time counts wholly.
        this.ring = slides ? new long[(int) ceil(length, step) + 1] : null;
    }

    private static long ceil(long a, long b) {
        return (a + b - 1) / b;
    }

    Limit limit() {
        return limit;
    }

    /** The meter of the account's next limit; null after the last. */
    @Nullable Meter next() {
        return next;
    }

    void chain(@Nullable Meter following) {
        next = following;
    }

    /** One for another limit of the same kind, with what is used so far if that can be told. */
    Meter following(Limit next) {
        Meter meter = new Meter(next);
        if (next.isLike(limit) && (ring == null || next.length().equals(limit.length()))) {
            meter.start = start;
            meter.used = used;
            meter.barredUntil = barredUntil;
            meter.refused = refused;
            meter.lastRefused = lastRefused;
            if (ring != null && meter.ring != null) {
                System.arraycopy(ring, 0, meter.ring, 0, ring.length);
            }
        }
        return meter;
    }

    /** Whether no call may be let through now. */
    boolean isExhausted(long now) {
        roll(now);
        return used >= most || isBarred(now);
    }

    /** A clock that was set back must not lock anyone out until it has caught up. */
    private boolean isBarred(long now) {
        return now < barredUntil && barredUntil - now <= limit.barred().toMillis();
    }

    /** Counts a call, for which there was room at this very time. */
    void spend(long now) {
        if (calls) {
            count(1, now);
        }
    }

    /** Counts the bytes of a call that is over. */
    void spendBytes(long bytes, long now) {
        if (!calls && bytes > 0) {
            roll(now);
            count(bytes, now);
        }
    }

    private void count(long many, long now) {
        if (fixed && used == 0) {
            start = now;
        }
        used += many;
        if (ring != null) {
            ring[Math.floorMod(start, ring.length)] += many;
        }
    }

    /** Notes that a call was refused. */
    void refuse(long now) {
        refused++;
        lastRefused = now;
        if (!limit.barred().isZero() && !isBarred(now)) {
            barredUntil = now + limit.barred().toMillis();
        }
    }

    private void roll(long now) {
        if (fixed) {
            long age = now - start;
            if (used > 0 && (age >= length || age <= -length)) {
                used = 0;
            }
            return;
        }
        switch (limit.window()) {
            case FIXED -> throw new IllegalStateException();
            case SLIDING -> slide(Math.floorDiv(now, step));
            case DAY -> period(Math.floorDiv(now, DAY_MILLIS));
            case MONTH -> period(month(now));
        }
    }

    private void period(long number) {
        if (number != start) {
            start = number;
            used = 0;
        }
    }

    private void slide(long newest) {
        long[] steps = ring;
        if (steps == null || newest == start) {
            return;
        }
        if (used == 0 || newest - start >= steps.length || start - newest >= steps.length) {
            Arrays.fill(steps, 0);
            used = 0;
            start = newest;
            return;
        }
        while (start < newest) {
            start++;
            int place = Math.floorMod(start, steps.length);
            used -= steps[place];
            steps[place] = 0;
        }
    }

    private static long month(long now) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(now, DAY_MILLIS));
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    long used(long now) {
        roll(now);
        return used;
    }

    /** When one more call may be let through; the time itself if that is now, {@link Long#MAX_VALUE} for never. */
    long opens(long now) {
        if (!isExhausted(now)) {
            return now;
        }
        if (limit.most() == 0) {
            return Long.MAX_VALUE;
        }
        long room = used < limit.most() ? now : end();
        return isBarred(now) ? Math.max(barredUntil, room) : room;
    }

    private long end() {
        return switch (limit.window()) {
            case FIXED -> start + length;
            case SLIDING -> slidesOpen();
            case DAY -> (start + 1) * DAY_MILLIS;
            case MONTH ->
                LocalDate.of((int) ((start + 1) / 12), (int) ((start + 1) % 12) + 1, 1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
        };
    }

    /** When the oldest steps that must go are out of the time. */
    private long slidesOpen() {
        long[] steps = Objects.requireNonNull(ring);
        long left = used;
        for (long number = start - steps.length + 1; number <= start; number++) {
            left -= steps[Math.floorMod(number, steps.length)];
            if (left < limit.most()) {
                return (number + steps.length) * step;
            }
        }
        return (start + steps.length) * step;
    }

    long refused() {
        return refused;
    }

    @Nullable Instant lastRefused() {
        return refused == 0 ? null : Instant.ofEpochMilli(lastRefused);
    }

    /** Whether there is nothing to remember. */
    boolean isOver(long now) {
        roll(now);
        return used == 0 && !isBarred(now);
    }

    /** Whether what it knows is worth keeping for longer than the process lives. */
    boolean isLong() {
        return limit.length().compareTo(Duration.of(1, ChronoUnit.HOURS)) >= 0;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(limit.measure().name());
        out.writeLong(limit.most());
        out.writeUTF(limit.window().name());
        out.writeLong(limit.length().toMillis());
        out.writeLong(limit.barred().toMillis());
        out.writeLong(start);
        out.writeLong(used);
        out.writeLong(barredUntil);
        out.writeLong(refused);
        out.writeLong(lastRefused);
        long[] steps = ring;
        out.writeInt(steps == null ? 0 : steps.length);
        for (int i = 0; steps != null && i < steps.length; i++) {
            out.writeLong(steps[i]);
        }
    }

    static Meter readFrom(DataInput in) throws IOException {
        Meter meter = new Meter(new Limit(
                Limit.Measure.valueOf(in.readUTF()),
                in.readLong(),
                Limit.Window.valueOf(in.readUTF()),
                Duration.ofMillis(in.readLong()),
                Duration.ofMillis(in.readLong())));
        meter.start = in.readLong();
        meter.used = in.readLong();
        meter.barredUntil = in.readLong();
        meter.refused = in.readLong();
        meter.lastRefused = in.readLong();
        int steps = in.readInt();
        long[] ring = meter.ring;
        if (steps != (ring == null ? 0 : ring.length)) {
            throw new IOException(
                    "a meter of " + steps + " steps (expected: " + (ring == null ? 0 : ring.length) + ")");
        }
        for (int i = 0; ring != null && i < steps; i++) {
            ring[i] = in.readLong();
        }
        return meter;
    }
}
