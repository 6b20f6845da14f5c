package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that no memory could hold, and bodies that never end. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class StreamingIT {
    private static final long GIGABYTE = 1L << 30;
    private static final long A_LITTLE = 48L << 20;
    private static final byte[] BLOCK = new byte[64 * 1024];

    private final Server server;

    StreamingIT(Server server) {
        this.server = server;
    }

    @Test
    void theHeapHasABoundWhateverTheMachineHas() {
        assertThat(server.jcmd("VM.flags")).contains("-XX:MaxHeapSize=" + (768L << 20) + " ");
    }

    @Test
    void aGigabyteComesDownWithTheHeapUnmoved() throws Exception {
        CountDownLatch middle = new CountDownLatch(1);
        CountDownLatch measured = new CountDownLatch(1);
        RawBackend.Behaviour large = (in, out) -> {
            RawBackend.readHead(in);
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + GIGABYTE + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (long sent = 0; sent < GIGABYTE; sent += BLOCK.length) {
                out.write(BLOCK);
                if (sent == GIGABYTE / 2) {
                    middle.countDown();
                    await(measured);
                }
            }
        };
        try (RawBackend backend = new RawBackend(large)) {
            deploy("large", backend.port());
            long before = server.heap();
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(url("large")).build(), HttpResponse.BodyHandlers.ofInputStream());
            AtomicLong received = new AtomicLong();
            Thread reader = new Thread(() -> received.set(drain(answer.body())), "client");
            reader.start();
            assertThat(middle.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.heap() - before).isLessThan(A_LITTLE);
            measured.countDown();
            reader.join(60_000);
            assertThat(received.get()).isEqualTo(GIGABYTE);
            undeploy("large");
        }
    }

    @Test
    void aGigabyteGoesUpWithTheHeapUnmoved() throws Exception {
        AtomicLong arrived = new AtomicLong();
        RawBackend.Behaviour sink = (in, out) -> {
            RawBackend.readHead(in);
            byte[] buffer = new byte[BLOCK.length];
            for (int read = 0; arrived.get() < GIGABYTE && read >= 0; ) {
                read = in.read(buffer);
                arrived.addAndGet(Math.max(0, read));
            }
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(sink);
                Socket client = new Socket("localhost", server.gateway())) {
            deploy("upload", backend.port());
            client.setSoTimeout(30_000);
            long before = server.heap();
            OutputStream out = client.getOutputStream();
            out.write(("POST /upload/x HTTP/1.1\r\nHost: a\r\nContent-Length: " + GIGABYTE + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (long sent = 0; sent < GIGABYTE; sent += BLOCK.length) {
                out.write(BLOCK);
                if (sent == GIGABYTE / 2) {
                    assertThat(server.heap() - before).isLessThan(A_LITTLE);
                }
            }
            assertThat(RawBackend.readMessage(client.getInputStream()))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("ok");
            assertThat(arrived.get()).isEqualTo(GIGABYTE);
            undeploy("upload");
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheBackEndUpAndFillsNoMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        RawBackend.Behaviour endless = (in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (sent.get() < GIGABYTE) {
                out.write(BLOCK);
                sent.addAndGet(BLOCK.length);
            }
        };
        try (RawBackend backend = new RawBackend(endless);
                Socket client = new Socket("localhost", server.gateway())) {
            deploy("endless", backend.port());
            long before = server.heap();
            client.getOutputStream()
                    .write("GET /endless/x HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 200 ");
            awaitStill(sent);
            assertThat(sent.get()).isLessThan(A_LITTLE);
            assertThat(server.heap() - before).isLessThan(A_LITTLE);
            undeploy("endless");
        }
    }

    /** Until nothing has moved for a second. */
    private static void awaitStill(AtomicLong number) {
        AtomicLong last = new AtomicLong(number.get());
        AtomicLong since = new AtomicLong(System.nanoTime());
        Eventually.within(Duration.ofMinutes(1), "nothing moves any more", () -> {
            long now = number.get();
            if (last.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > Duration.ofSeconds(1).toNanos();
        });
    }

    @Test
    void eventsArriveAsTheyAreSent() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        RawBackend.Behaviour events = (in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            await(seen);
            out.write("data: 2\n\n".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(events)) {
            deploy("events", backend.port());
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(url("events")).build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(new String(answer.body().readNBytes(9), StandardCharsets.UTF_8))
                    .isEqualTo("data: 1\n\n");
            seen.countDown();
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("data: 2\n\n");
            undeploy("events");
        }
    }

    private void deploy(String name, int port) throws IOException {
        server.drop(name, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET POST" url-mapping="/*">
                    <inSequence>
                      <send><endpoint><http uri-template="http://localhost:%2$d"/></endpoint></send>
                    </inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>
                """.formatted(name, port));
    }

    private void undeploy(String name) throws IOException {
        Files.delete(server.synapse("api").resolve(name + ".xml"));
    }

    private URI url(String name) {
        return URI.create("http://localhost:" + server.gateway() + "/" + name + "/x");
    }

    private static long drain(InputStream in) {
        byte[] buffer = new byte[BLOCK.length];
        long total = 0;
        try (in) {
            for (int read; (read = in.read(buffer)) >= 0; ) {
                total += read;
            }
            return total;
        } catch (IOException e) {
            return -1;
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IOException("nothing came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
