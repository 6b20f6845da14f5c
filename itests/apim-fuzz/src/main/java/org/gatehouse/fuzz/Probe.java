package org.gatehouse.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Somebody else, who wants nothing but what is his: calls an API, gets a token, opens a page, without end, and looks at the clock. */
final class Probe implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(40);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_KINDS = 100;

    private final Sample sample;
    private final List<Supplier<HttpRequest>> calls;
    private final Evidence evidence;
    private final Map<String, Path> refusals = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::run, "probe");
    private List<Long> micros = new ArrayList<>();
    private volatile boolean ended;

    Probe(Target target, Sample sample, Evidence evidence) {
        this.sample = sample;
        this.evidence = evidence;
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

    /** What it was refused, or what it waited for in vain: a line for each kind, with the file that tells more of the first. */
    synchronized List<String> refusals() {
        return refusals.entrySet().stream()
                .map(refusal -> refusal.getKey() + " — " + refusal.getValue())
                .toList();
    }

    private void run() {
        for (int i = 0; !ended; i++) {
            try {
                call(calls.get(i % calls.size()).get());
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(REST.toNanos());
        }
    }

    private void call(HttpRequest request) throws InterruptedException {
        long start = System.nanoTime();
        String path = request.uri().getPath();
        HttpResponse<String> answer;
        try {
            answer = sample.send(request);
        } catch (IOException e) {
            took(start);
            refused(path + ": " + e, request.method() + " " + request.uri());
            return;
        }
        took(start);
        if (answer.statusCode() != 200) {
            refused(path + " answers " + answer.statusCode(), Evidence.told(request, answer));
        }
    }

    private synchronized void took(long start) {
        micros.add((System.nanoTime() - start) / 1_000);
    }

    private void refused(String what, String told) throws InterruptedException {
        int number;
        synchronized (this) {
            number = refusals.size() + 1;
            if (ended || number > MOST_KINDS || refusals.containsKey(what)) {
                return;
            }
        }
        Path file;
        try {
            file = evidence.ofRefusal(number, told);
        } catch (IOException e) {
            file = Path.of("nothing is written: " + e.getMessage());
        }
        synchronized (this) {
            refusals.put(what, file);
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
