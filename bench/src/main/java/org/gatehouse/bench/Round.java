package org.gatehouse.bench;

import java.util.Map;

/** Measures one load on one side. */
final class Round {
    private static final int GLANCE_SECONDS = 5;

    private final Wrk wrk;
    private final int seconds;

    Round(Wrk wrk, int seconds) {
        this.wrk = wrk;
        this.seconds = seconds;
    }

    Figures measure(Side side, Load load, Tokens tokens) {
        Map<Long, Long> allocated = side.allocated();
        long cpu = side.cpu().micros();
        WrkReport full = checked(side, load, wrk.run(side.url(), load, tokens, seconds));
        double micros = (double) (side.cpu().micros() - cpu) / full.requests();
        long bytes = side.allocatedSince(allocated) / full.requests();
        double rate = (double) full.requests() / seconds;
        int rest = (int) Math.max(1, Math.round(2 * load.connections() / rate * 1000));
        WrkReport half = checked(side, load, wrk.run(side.url(), load, tokens, seconds, rest));
        return new Figures(micros, rate, half.p99Micros(), bytes);
    }

    /** CPU time a request, in microseconds, of a short run that is one of several. */
    double glance(Side side, Load load, Tokens tokens) {
        long cpu = side.cpu().micros();
        WrkReport report = checked(side, load, wrk.run(side.url(), load, tokens, GLANCE_SECONDS));
        return (double) (side.cpu().micros() - cpu) / report.requests();
    }

    void warmUp(Side side, Load load, Tokens tokens, int forSeconds) {
        checked(side, load, wrk.run(side.url(), load, tokens, forSeconds));
    }

    /** As many calls as there can be in that time; returns how many, none of which failed. */
    long shown(Side side, Load load, Tokens tokens, int forSeconds) {
        return checked(side, load, wrk.run(side.url(), load, tokens, forSeconds))
                .requests();
    }

    /** A moderate load for a while; returns how many calls there were, none of which failed. */
    long steady(Side side, Load load, Tokens tokens, int restMillis) {
        return checked(side, load, wrk.run(side.url(), load, tokens, seconds, restMillis))
                .requests();
    }

    private static WrkReport checked(Side side, Load load, WrkReport report) {
        if (report.errors() > 0) {
            throw new IllegalStateException(side.name() + ", " + load.name() + ": " + report.errors() + " of "
                    + report.requests() + " failed: " + report.kinds());
        }
        return report;
    }
}
