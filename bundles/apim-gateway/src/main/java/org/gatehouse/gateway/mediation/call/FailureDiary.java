package org.gatehouse.gateway.mediation.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of mediation that failed: a line for each, and from which place in the code once in a while. Callers can make it
 * fail as often as they like, so what they make it write is short, and one line.
 */
final class FailureDiary {
    private static final Logger LOG = LoggerFactory.getLogger(FailureDiary.class);
    private static final Duration BETWEEN_TRACES = Duration.ofMinutes(1);
    private static final int MOST_PLACES = 500;
    private static final int LONGEST = 300;
    private static final int MOST_CAUSES = 5;

    private final Cache<String, Boolean> traced;
    private final Log log;

    /** Where it is written. */
    interface Log {
        void write(String line, @Nullable Throwable trace);
    }

    FailureDiary(InstantSource clock) {
        this(clock, LOG::warn);
    }

    FailureDiary(InstantSource clock, Log log) {
        this.log = log;
        traced = Caffeine.newBuilder()
                .maximumSize(MOST_PLACES)
                .expireAfterWrite(BETWEEN_TRACES)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * One more.
     *
     * @param api what it is called
     * @param message the message's id
     */
    void tell(String api, String message, Throwable broken) {
        String mediator = mediator(broken);
        String line = line(api + ": " + mediator + " failed: " + CallFaults.reason(broken)) + " (" + message + ")";
        if (traced.asMap().putIfAbsent(api + " " + mediator + " " + where(broken), true) == null) {
            log.write(line, new Trace(broken, 0));
        } else {
            log.write(line, null);
        }
    }

    private static String mediator(Throwable broken) {
        for (StackTraceElement frame : broken.getStackTrace()) {
            if (frame.getMethodName().equals("mediate") && !frame.getClassName().endsWith("Sequence")) {
                String name =
                        frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
                return name.replaceFirst("Mediator$", "").toLowerCase(Locale.ROOT);
            }
        }
        return "mediation";
    }

    private static String where(Throwable broken) {
        StackTraceElement[] frames = broken.getStackTrace();
        return broken.getClass().getName() + (frames.length == 0 ? "" : frames[0].toString());
    }

    private static String line(String said) {
        String line = said.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** An exception as it may be written down: what it says can be of a message. */
    private static final class Trace extends RuntimeException {
        private static final long serialVersionUID = 1;

        Trace(Throwable broken, int depth) {
            super(
                    line(broken.toString()),
                    broken.getCause() == null || depth == MOST_CAUSES ? null : new Trace(broken.getCause(), depth + 1),
                    false,
                    true);
            setStackTrace(broken.getStackTrace());
        }
    }
}
