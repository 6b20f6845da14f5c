package org.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.gatehouse.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lanes before something that reads bodies in its thread, as servlets do, and tells how many bytes they had. */
final class LanesTest {
    private static final int CROWD = 250;
    private static final int LARGE = 50_000;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Socket> open = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore timeAsked = new Semaphore(0);
    private final Semaphore taken = new Semaphore(0);
    private final AtomicInteger atWork = new AtomicInteger();
    private final CountDownLatch large = new CountDownLatch(Lanes.AT_WORK);
    private final CountDownLatch go = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(CROWD);
        connector.setAcceptedSendBufferSize(4096);
        server.addConnector(connector);
        server.setHandler(new Reading());
        server.insertHandler(new Lanes(this::time));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        go.countDown();
        for (Socket socket : open) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void bodiesArriveAsTheyWereSent() throws IOException {
        assertThat(post("/a", "")).endsWith("\r\n\r\n0");
        assertThat(post("/a", "x".repeat(100))).endsWith("\r\n\r\n100");
        assertThat(post("/a", "x".repeat(ShortBody.MOST))).endsWith("\r\n\r\n" + ShortBody.MOST);
        assertThat(post("/a", "x".repeat(300_000))).endsWith("\r\n\r\n300000");
        assertThat(chunked("/a", "x".repeat(100))).endsWith("\r\n\r\n100");
        assertThat(chunked("/a", "x".repeat(300_000))).endsWith("\r\n\r\n300000");
        assertThat(answer(sent("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")))
                .endsWith("\r\n\r\n0");
    }

    @Test
    void aBodyThatDripsEnds() throws Exception {
        Socket dripping = sent("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na");
        // Once as it begins, once more with what there is of it.
        assertThat(timeAsked.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
        assertThat(post("/a", "abc")).endsWith("\r\n\r\n3");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
        dripping.getOutputStream().write('b');
        assertThat(answer(dripping)).startsWith("HTTP/1.1 408").contains("Connection: close");
    }

    @Test
    void aLongBodyThatComesPiecemealArrives() throws Exception {
        Socket piecemeal =
                sent("POST /a/piecemeal HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk("x"));
        assertThat(timeAsked.tryAcquire(2, 20, TimeUnit.SECONDS)).as("awaited").isTrue();
        String piece = "x".repeat(ShortBody.MOST);
        for (int i = 0; i < 10; i++) {
            piecemeal.getOutputStream().write(chunk(piece).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(taken.tryAcquire(piece.length(), 20, TimeUnit.SECONDS)).isTrue();
            piece = "xyz";
        }
        piecemeal.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer(piecemeal)).endsWith("\r\n\r\n" + (1 + ShortBody.MOST + 9 * 3));
    }

    @Test
    void twoRequestsOfOneConnectionAreTwo() throws IOException {
        String one = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n";
        String answers = answer(sent(one + "\r\nabc" + one + "Connection: close\r\n\r\nabc"));
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
    }

    @Test
    void unfinishedBodiesHoldNobodyUp() throws IOException {
        crowd("POST /publisher/a HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
        crowd("POST /oauth2/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
        long before = System.nanoTime();
        assertThat(post("/publisher/a", "abc")).endsWith("\r\n\r\n3");
        assertThat(post("/oauth2/token", "abc")).endsWith("\r\n\r\n3");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(5);
    }

    @Test
    void unfinishedLongBodiesHoldNobodyUpWhoHasAShortOne() throws IOException {
        crowd("POST /publisher/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1000));
        assertThat(post("/publisher/a", "abc")).endsWith("\r\n\r\n3");
        assertThat(post("/oauth2/token", "abc")).endsWith("\r\n\r\n3");
    }

    @Test
    void noStrangersUnfinishedBodyHoldsUpWhoHasALongOne() throws IOException {
        String post = " HTTP/1.1\r\nHost: a\r\n";
        String whole = Integer.toHexString(ShortBody.MOST) + "\r\n" + "x".repeat(ShortBody.MOST) + "\r\n";
        crowd("POST /publisher/a" + post + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n");
        crowd("POST /oauth2/token" + post + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
        crowd("POST /services/a" + post + "Content-Length: 1000000\r\n\r\n<a>");
        for (int i = 0; i < 2 * Lanes.ON_THE_WAY; i++) {
            sent("POST /carbon/a" + post + "Transfer-Encoding: chunked\r\n\r\n" + whole);
        }
        String body = "x".repeat(300_000);
        assertThat(post("/publisher/a", body)).endsWith("\r\n\r\n300000");
        assertThat(post("/oauth2/token", body)).endsWith("\r\n\r\n300000");
        assertThat(post("/services/a", body)).endsWith("\r\n\r\n300000");
    }

    @Test
    void whoAsksWhetherABodyIsWantedIsTold() throws IOException {
        Socket asking = sent("POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
                + "Content-Length: 3\r\n\r\n");
        byte[] told = asking.getInputStream().readNBytes("HTTP/1.1 100".length());
        assertThat(new String(told, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 100");
        asking.getOutputStream().write("abc".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer(asking)).endsWith("\r\n\r\n3");
    }

    @Test
    void oneSideTakesNoThreadOfTheOthers() throws IOException {
        crowd("GET /publisher/wait HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(post("/oauth2/token", "abc")).endsWith("\r\n\r\n3");
        assertThat(post("/services/a", "abc")).endsWith("\r\n\r\n3");
        assertThat(atWork.get()).isLessThanOrEqualTo(Lanes.AT_WORK);
        go.countDown();
        // Who had to wait is answered in turn.
        for (Socket socket : open.subList(0, CROWD)) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoSendsPromptlyFindsRoomHoweverMuchIsHeld() throws Exception {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 530; i++) {
            held.add(sent("POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + ShortBody.MOST
                    + "\r\n\r\n" + "x".repeat(ShortBody.MOST - 1)));
            if (i == 0) {
                // Of the others, the server does not always begin with the one that was sent first.
                assertThat(timeAsked.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
            }
            if (i > 500) {
                assertThat(post("/a", "x".repeat(5_000))).endsWith("\r\n\r\n5000");
            }
        }
        awaitOneGone();
        assertThat(held.get(0).getInputStream().read())
                .as("who has waited longest")
                .isEqualTo(-1);
        Socket last = held.get(held.size() - 1);
        last.getOutputStream().write('x');
        assertThat(answer(last)).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoDoesNotReadTakesNoThread() throws Exception {
        for (int i = 0; i < CROWD; i++) {
            slow("/publisher/large");
        }
        assertThat(large.await(20, TimeUnit.SECONDS)).as("all at work").isTrue();
        assertThat(post("/publisher/a", "abc")).endsWith("\r\n\r\n3");
        Socket first = open.get(0);
        assertThat(answer(first)).endsWith("y").hasSizeGreaterThan(2 * LARGE);
    }

    @Test
    void onlySoMuchIsHeldForWhoDoesNotRead() throws Exception {
        for (int i = 0; i < 2 * CROWD; i++) {
            slow("/publisher/large");
        }
        awaitOneGone();
        Socket last = slow("/publisher/large");
        assertThat(answer(last)).endsWith("y").hasSizeGreaterThan(2 * LARGE);
    }

    @Test
    void anAnswerOfAnySizeIsWhole() throws IOException {
        String get = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(answer(sent("GET /huge" + get))).endsWith("z").hasSizeGreaterThan(40 * LARGE);
        assertThat(answer(sent("GET /large" + get))).endsWith("y").contains("Content-Length: " + (2 * LARGE));
        assertThat(answer(sent("GET /flushed" + get)))
                .startsWith("HTTP/1.1 200")
                .endsWith("flushed");
        assertThat(answer(sent("GET /broken" + get))).startsWith("HTTP/1.1 500");
    }

    /** One of those that were sent is ended by the server. */
    private void awaitOneGone() throws IOException {
        int all = (int) open.stream().filter(socket -> !socket.isClosed()).count();
        Eventually.within(
                Duration.ofSeconds(20),
                "one is gone",
                () -> connector.getConnectedEndPoints().size() < all);
    }

    private Socket slow(String path) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.setReceiveBufferSize(2048);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private long time() {
        timeAsked.release();
        return nanos.get();
    }

    private void crowd(String request) throws IOException {
        for (int i = 0; i < CROWD; i++) {
            sent(request);
        }
    }

    private String post(String path, String body) throws IOException {
        return answer(sent("POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body));
    }

    private String chunked(String path, String body) throws IOException {
        return answer(
                sent("POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk(body) + "0\r\n\r\n"));
    }

    private static String chunk(String bytes) {
        return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
    }

    private Socket sent(String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
        open.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private final class Reading extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHttpURI().getPath().endsWith("/wait")) {
                atWork.incrementAndGet();
                go.await();
            }
            String path = request.getHttpURI().getPath();
            if (path.endsWith("/piecemeal")) {
                int bytes = 0;
                InputStream body = Content.Source.asInputStream(request);
                while (body.read() >= 0) {
                    bytes++;
                    taken.release();
                }
                Content.Sink.write(response, true, Integer.toString(bytes), callback);
                return true;
            }
            if (path.endsWith("/large")) {
                write(response, false, "x", LARGE);
                large.countDown();
                write(response, false, "x", LARGE - 1);
                write(response, true, "y", 1);
                callback.succeeded();
                return true;
            }
            if (path.endsWith("/huge")) {
                for (int i = 0; i < 40; i++) {
                    write(response, false, "x", LARGE);
                }
                write(response, true, "z", 1);
                callback.succeeded();
                return true;
            }
            if (path.endsWith("/flushed")) {
                write(response, false, "flushed", 1);
                callback.succeeded();
                return true;
            }
            if (path.endsWith("/broken")) {
                write(response, false, "x", LARGE);
                throw new IllegalStateException("broken, as is expected");
            }
            int bytes = Content.Source.asByteBuffer(request).remaining();
            Content.Sink.write(response, true, Integer.toString(bytes), callback);
            return true;
        }

        /** As a servlet does, which waits for what it writes. */
        private void write(Response response, boolean last, String text, int times) throws IOException {
            byte[] bytes = text.repeat(times).getBytes(StandardCharsets.ISO_8859_1);
            Content.Sink.write(response, last, ByteBuffer.wrap(bytes));
        }
    }
}
