package org.gatehouse.gateway.handlers.analytics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends hits from a thread of its own, some at a time. What does not fit in, or does not get through, is lost: calls never wait. */
final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final int WAITING = 10_000;
    /** As many as the protocol takes in one request. */
    private static final int AT_A_TIME = 20;

    private final URI address;
    private final BlockingQueue<Hit> waiting = new ArrayBlockingQueue<>(WAITING);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Thread thread;
    private boolean failing;

    Collector(URI address) {
        this.address = address;
        this.thread = new Thread(this::sendAll, "gateway-analytics");
        thread.setDaemon(true);
        thread.start();
    }

    void offer(Hit hit) {
        if (!waiting.offer(hit)) {
            LOG.debug("A hit is lost: {} wait already", WAITING);
        }
    }

    private void sendAll() {
        try {
            while (true) {
                List<Hit> hits = new ArrayList<>(AT_A_TIME);
                hits.add(waiting.take());
                waiting.drainTo(hits, AT_A_TIME - 1);
                send(hits);
            }
        } catch (InterruptedException end) {
            LOG.debug("Ended with {} hits waiting", waiting.size());
        }
    }

    private void send(List<Hit> hits) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        hits.stream().map(Hit::line).collect(Collectors.joining("\n"))))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            told(status / 100 == 2 ? "" : "answered " + status);
        } catch (IOException e) {
            told("cannot be reached: " + e);
        }
    }

    /** Once when it begins to fail, and once when it is over. */
    private void told(String trouble) {
        if (trouble.isEmpty() == failing) {
            failing = !trouble.isEmpty();
            if (failing) {
                LOG.warn("The analytics collector {} {}; hits are lost until it is back", address, trouble);
            } else {
                LOG.info("The analytics collector {} takes hits again", address);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
