package org.gatehouse.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Somebody else, who wants nothing but what is his: calls an API, gets a token, opens a page, without end, and looks at the clock. */
final class Probe implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(40);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Sample sample;
    private final List<Supplier<HttpRequest>> calls;
    private final List<String> refusals = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "probe");
    private List<Long> micros = new ArrayList<>();
    private volatile boolean ended;

    Probe(Target target, Sample sample) {
        this.sample = sample;
        calls = List.of(
                () -> HttpRequest.newBuilder(URI.create(target.address(Port.GATEWAY, "/fuzz/1.0.0/items/1")))
                        .header("Authorization", "Bearer " + sample.value("token"))
                        .timeout(LONGEST)
                        .build(),
                () -> sample.form(Port.GATEWAY_TLS, "/token", Map.of("grant_type", "client_credentials"))
                        .header("Authorization", "Basic " + sample.value("good"))
                        .timeout(LONGEST)
                        .build(),
                () -> HttpRequest.newBuilder(URI.create(target.address(Port.SERVICES_TLS, "/store/apis/list")))
                        .timeout(LONGEST)
                        .build());
        thread.setDaemon(true);
        thread.start();
    }

    /** Times of calls since the last time that one asked. */
    record Figures(int calls, long p50Micros, long p99Micros, long worstMicros) {
        @Override
        public String toString() {
            return calls + " calls, p50 " + p50Micros / 1_000.0 + " ms, p99 " + p99Micros / 1_000.0 + " ms, worst "
                    + worstMicros / 1_000.0 + " ms";
        }
    }

    Figures figures() {
        List<Long> taken;
        synchronized (this) {
            taken = micros;
            micros = new ArrayList<>();
        }
        Collections.sort(taken);
        return taken.isEmpty()
                ? new Figures(0, 0, 0, 0)
                : new Figures(
                        taken.size(),
                        taken.get(taken.size() / 2),
                        taken.get(taken.size() * 99 / 100),
                        taken.get(taken.size() - 1));
    }

    /** What it was refused, or what it waited for in vain. */
    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void run() {
        for (int i = 0; !ended; i++) {
            HttpRequest request = calls.get(i % calls.size()).get();
            long start = System.nanoTime();
            try {
                int status = sample.send(request).statusCode();
                if (status != 200) {
                    refused(request.uri().getPath() + " answers " + status);
                }
            } catch (IOException e) {
                refused(request.uri().getPath() + ": " + e);
            } catch (InterruptedException e) {
                return;
            }
            synchronized (this) {
                micros.add((System.nanoTime() - start) / 1_000);
            }
            LockSupport.parkNanos(REST.toNanos());
        }
    }

    private synchronized void refused(String what) {
        if (!ended && refusals.size() < 100) {
            refusals.add(what);
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
