package org.gatehouse.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What wrk says at its end.
 *
 * @param requests how many were answered
 * @param errors answers other than 2xx and 3xx, and connections that failed
 * @param p99Micros the time that 99 of 100 answers kept within, in microseconds
 * @param kinds of the errors, in wrk's words; empty if there are none
 */
record WrkReport(long requests, long errors, long p99Micros, String kinds) {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern BAD_STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKETS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");

    static WrkReport of(String output) {
        long errors = number(BAD_STATUS, output, 0);
        Matcher sockets = SOCKETS.matcher(output);
        if (sockets.find()) {
            for (int i = 1; i <= sockets.groupCount(); i++) {
                errors += Long.parseLong(sockets.group(i));
            }
        }
        long requests = number(REQUESTS, output, -1);
        if (requests < 0) {
            throw new IllegalStateException("wrk did not end well:\n" + output);
        }
        String kinds = output.lines()
                .filter(line ->
                        BAD_STATUS.matcher(line).find() || SOCKETS.matcher(line).find())
                .map(String::strip)
                .collect(Collectors.joining(", "));
        return new WrkReport(requests, errors, p99(output), kinds);
    }

    private static long number(Pattern pattern, String output, long otherwise) {
        Matcher found = pattern.matcher(output);
        return found.find() ? Long.parseLong(found.group(1)) : otherwise;
    }

    private static long p99(String output) {
        Matcher found = P99.matcher(output);
        if (!found.find()) {
            return 0;
        }
        double micros = switch (found.group(2)) {
            case "us" -> 1;
            case "ms" -> 1_000;
            default -> 1_000_000;
        };
        return Math.round(Double.parseDouble(found.group(1)) * micros);
    }
}
