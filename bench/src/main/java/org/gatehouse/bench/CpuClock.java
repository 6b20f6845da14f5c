package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * CPU time of a process and all below it, user and system together.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record CpuClock(long pid) {
    /** Ticks of the fields in /proc are hundredths of a second on every Linux that Java runs on. */
    private static final long MICROS_A_TICK = 10_000;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** Microseconds since the process began. */
    long micros() {
        Stream<ProcessHandle> below = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        return Stream.concat(Stream.of(pid), below.map(ProcessHandle::pid))
                        .mapToLong(CpuClock::ticks)
                        .sum()
                * MICROS_A_TICK;
    }

    private static long ticks(long pid) {
        try {
            return ticks(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the program stands in brackets and may hold blanks; what counts comes after it. */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    }
}
