package org.gatehouse.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Looks into the server's virtual machine from outside. */
final class Vitals {
    /** Longer than a server waits for a client, and than a pool keeps threads without work. */
    private static final Duration UNTIL_REST = Duration.ofSeconds(100);

    private final Target target;

    Vitals(Target target) {
        this.target = target;
    }

    /**
     * What a server without calls holds on to.
     *
     * @param connections of its ports, with clients that are still there or half gone
     * @param heap bytes in use after a collection
     */
    record Rest(int threads, int connections, long heap) {
        @Override
        public String toString() {
            return threads + " threads, " + connections + " connections, " + (heap >> 20) + " MB of heap";
        }
    }

    Rest now() throws IOException, InterruptedException {
        int threads =
                (int) threads().lines().filter(line -> line.startsWith("\"")).count();
        String total = jcmd("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("the server's heap cannot be looked into"));
        return new Rest(threads, connections(), Long.parseLong(total.strip().split("\\s+")[2]));
    }

    /** What is left once the server holds on to no more than it did, or what it holds on to however long one waits. */
    Rest afterwards(Rest before, Rest allowance) throws IOException, InterruptedException {
        long end = System.nanoTime() + UNTIL_REST.toNanos();
        Rest rest = now();
        while (grown(before, rest, allowance) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            rest = now();
        }
        return rest;
    }

    static boolean grown(Rest before, Rest after, Rest allowance) {
        return after.threads() > before.threads() + allowance.threads()
                || after.connections() > before.connections() + allowance.connections()
                || after.heap() > before.heap() + allowance.heap();
    }

    /** All threads, and where each one is. */
    String threads() throws IOException, InterruptedException {
        return jcmd("Thread.print");
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(tool, Long.toString(target.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
        return said;
    }

    /** Established ones, and those that only the client has closed. */
    private int connections() throws IOException {
        String ports = Arrays.stream(Port.values())
                .map(port -> String.format("%04X", port.at(target.offset())))
                .collect(Collectors.joining("|"));
        int count = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Path file = Path.of(table);
            if (Files.exists(file)) {
                count += (int) Files.readAllLines(file).stream()
                        .filter(line -> line.matches("\\s*\\d+: [0-9A-F]+:(" + ports + ") [0-9A-F:]+ (01|08) .*"))
                        .count();
            }
        }
        return count;
    }
}
