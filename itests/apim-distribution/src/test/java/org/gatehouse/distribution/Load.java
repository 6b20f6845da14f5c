package org.gatehouse.distribution;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** 200 calls a second, whatever becomes of them, until it is ended. */
final class Load implements AutoCloseable {
    private static final int CALLS_A_SECOND = 200;

    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final long begun = System.nanoTime();
    private volatile String during = "";

    private record Call(String during, CompletableFuture<String> answer) {}

    Load(String url, String bearer) {
        Http http = new Http();
        ticks.scheduleAtFixedRate(
                () -> calls.add(new Call(during, http.outcome(url, "Authorization", bearer))),
                0,
                1_000_000 / CALLS_A_SECOND,
                TimeUnit.MICROSECONDS);
    }

    /** Calls that begin from now on are counted with this. */
    void now(String what) {
        during = what;
    }

    /** How many calls there must have been by now, but for a tenth that a busy machine may have missed. */
    int expected() {
        return (int) ((System.nanoTime() - begun) / 1e9 * CALLS_A_SECOND * 0.9);
    }

    /** Ends it: how many calls had which outcome, 200 or what went wrong, during what. */
    Map<String, Map<String, Integer>> end() throws InterruptedException {
        ticks.shutdown();
        if (!ticks.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("calls are still begun");
        }
        Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
        for (Call call : calls) {
            outcomes.computeIfAbsent(call.during(), first -> new TreeMap<>()).merge(outcome(call), 1, Integer::sum);
        }
        return outcomes;
    }

    private static String outcome(Call call) {
        try {
            return call.answer().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }
}
