package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.transport.internal.Wire.answering;
import static org.gatehouse.gateway.transport.internal.Wire.await;
import static org.gatehouse.gateway.transport.internal.Wire.call;
import static org.gatehouse.gateway.transport.internal.Wire.copy;
import static org.gatehouse.gateway.transport.internal.Wire.open;
import static org.gatehouse.gateway.transport.internal.Wire.readAnswer;
import static org.gatehouse.gateway.transport.internal.Wire.send;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.SendFailure;
import org.gatehouse.testkit.Eventually;
import org.gatehouse.testkit.Slowness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw sockets on both sides. */
@Timeout(60)
final class NettyTransportTest {
    private final NettyTransport transport = Wire.transport(2, Wire.PATIENT, "X-Sum");

    @AfterEach
    void stop() {
        transport.stop();
    }

    @Test
    void aRequestIsForwardedAndItsAnswerComesBack() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET /a?b=c HTTP/1.1\r\nHost: me\r\nX-Mine: 1\r\nConnection: X-Hop\r\nX-Hop: 2\r\n\r\n");
            String answer = readAnswer(client.getInputStream());
            assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("GET /a?b=c HTTP/1.1");
            assertThat(answer)
                    .containsIgnoringCase("x-mine: 1")
                    .doesNotContain("X-Hop")
                    .doesNotContain("Host: me");
        }
    }

    @Test
    void aRequestSaysWhoPassesItOnAndForWhom() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET / HTTP/1.1\r\nHost: me\r\nVia: 1.0 fred\r\nX-Forwarded-For: 10.1.2.3\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .containsIgnoringCase("via: 1.0 fred, 1.1 gatehouse\r\n")
                    .containsIgnoringCase("x-forwarded-for: 10.1.2.3, 127.0.0.1\r\n");
        }
    }

    @Test
    void hopsAreCountedForWhoTracesThem() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "OPTIONS / HTTP/1.1\r\nHost: me\r\nMax-Forwards: 3\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).containsIgnoringCase("max-forwards: 2\r\n");
            send(client, "GET / HTTP/1.1\r\nHost: me\r\nMax-Forwards: 0\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).containsIgnoringCase("max-forwards: 0\r\n");
            send(client, "OPTIONS /mine HTTP/1.1\r\nHost: me\r\nMax-Forwards: 0\r\n\r\n");
            assertThat(RawBackend.readHead(client.getInputStream()))
                    .startsWith("HTTP/1.1 204 ")
                    .containsIgnoringCase("allow: GET");
            send(client, "TRACE /mine HTTP/1.1\r\nHost: me\r\nMax-Forwards: 0\r\nCookie: secret\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 405 ")
                    .doesNotContain("secret");
        }
    }

    @Test
    void theHeadOfAnAnswerDoesNotWaitForItsBody() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        RawBackend.Behaviour late = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            await(seen);
            out.write("ok".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(late);
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(RawBackend.readHead(client.getInputStream())).containsIgnoringCase("content-length: 2");
            seen.countDown();
            assertThat(new String(client.getInputStream().readNBytes(2), StandardCharsets.ISO_8859_1))
                    .isEqualTo("ok");
        }
    }

    @Test
    void connectionsAreKeptOnBothSides() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            for (int i = 0; i < 20; i++) {
                send(client, "GET /" + i + " HTTP/1.1\r\nHost: me\r\n\r\n");
                assertThat(readAnswer(client.getInputStream())).contains("GET /" + i + " ");
            }
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(
                    client,
                    "GET /1 HTTP/1.1\r\nHost: me\r\n\r\nPOST /2 HTTP/1.1\r\nHost: me\r\nContent-Length: 2\r\n\r\nab"
                            + "GET /3 HTTP/1.1\r\nHost: me\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).contains("GET /1 ");
            assertThat(readAnswer(client.getInputStream())).contains("POST /2 ").endsWith("|ab");
            assertThat(readAnswer(client.getInputStream())).contains("GET /3 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "OPTIONS", "DELETE", "PROPFIND", "HEAD"})
    void anyVerbPasses(String verb) throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, verb + " /x HTTP/1.1\r\nHost: me\r\n\r\nGET /after HTTP/1.1\r\nHost: me\r\n\r\n");
            if (verb.equals("HEAD")) {
                assertThat(RawBackend.readHead(client.getInputStream())).containsIgnoringCase("content-length: ");
            } else {
                assertThat(readAnswer(client.getInputStream())).contains(verb + " /x ");
            }
            assertThat(readAnswer(client.getInputStream())).contains("GET /after ");
        }
    }

    @Test
    void chunksStayChunksAndTrailersPass() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(
                    client,
                    "POST /c HTTP/1.1\r\nHost: me\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n"
                            + "0\r\nX-Sum: 5\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .contains("abcde")
                    .containsIgnoringCase("(trailer x-sum: 5)");
        }
    }

    @Test
    void aClientThatWaitsToContinueIsToldTo() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "PUT /e HTTP/1.1\r\nHost: me\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 100 ");
            send(client, "xyz");
            assertThat(readAnswer(client.getInputStream())).endsWith("|xyz").doesNotContainIgnoringCase("expect:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n two\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n\ttwo\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /  HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "rubbish\r\n\r\n"
            })
    void whatCouldBeReadInTwoWaysIsRefused(String request) throws Exception {
        AtomicReference<String> served = new AtomicReference<>();
        try (Socket client = open(listen(exchange -> {
            served.set(exchange.target());
            exchange.respond(200, Headers.empty(), new byte[0]);
        }))) {
            send(client, request);
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(served.get()).isNull();
        }
    }

    @Test
    void aFoldedLineIsRefusedHoweverItIsCut() throws Exception {
        HttpTransport.Listener listener = listen(exchange -> exchange.respond(200, Headers.empty(), new byte[0]));
        String request = "GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n two\r\n\r\n";
        for (int cut = 1; cut < request.length(); cut++) {
            try (Socket client = open(listener)) {
                client.setTcpNoDelay(true);
                send(client, request.substring(0, cut));
                // So that it comes as two pieces.
                Slowness.of(Duration.ofMillis(2));
                send(client, request.substring(cut));
                assertThat(RawBackend.readHead(client.getInputStream()))
                        .as("cut after " + cut)
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void aVersionThatNobodySpeaksIsRefused() throws Exception {
        try (Socket client = open(listen(exchange -> exchange.respond(200, Headers.empty(), new byte[0])))) {
            send(client, "GET / HTTP/9.9\r\nHost: a\r\n\r\n");
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 505 ");
        }
    }

    @Test
    void aBadChunkEndsTheExchange() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnope\r\nabc\r\n");
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void tooLongLinesAndHeadersAreRefused() throws Exception {
        HttpTransport.Listener listener = listen(exchange -> exchange.respond(200, Headers.empty(), new byte[0]));
        try (Socket client = open(listener)) {
            send(client, "GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 414 ");
        }
        try (Socket client = open(listener)) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9000) + "\r\n\r\n");
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void aLargeBodyStreamsThroughBothWays() throws Exception {
        long size = 100L << 20;
        RawBackend.Behaviour mirror = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write(
                    ("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            copy(in, out, size);
        };
        try (RawBackend backend = new RawBackend(mirror);
                Socket client = open(forwardingTo(backend.port()))) {
            client.setSoTimeout(30_000);
            long before = usedMemory();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    send(client, "POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
                    byte[] block = new byte[64 * 1024];
                    for (long sent = 0; sent < size; sent += block.length) {
                        client.getOutputStream().write(block);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            RawBackend.readHead(client.getInputStream());
            long received = 0;
            byte[] block = new byte[64 * 1024];
            while (received < size) {
                received += client.getInputStream().read(block);
            }
            sending.get(30, TimeUnit.SECONDS);
            assertThat(received).isEqualTo(size);
            assertThat(usedMemory() - before).isLessThan(60L << 20);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheBackendUp() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch stuck = new CountDownLatch(1);
        RawBackend.Behaviour endless = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            byte[] block = new byte[64 * 1024];
            while (sent.get() < 200L << 20) {
                out.write(block);
                sent.addAndGet(block.length);
            }
            stuck.countDown();
        };
        try (RawBackend backend = new RawBackend(endless);
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
            RawBackend.readHead(client.getInputStream());
            assertThat(stuck.await(2, TimeUnit.SECONDS)).isFalse();
            assertThat(sent.get()).isLessThan(100L << 20);
        }
    }

    @Test
    void eventsArriveAsTheyAreSent() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        RawBackend.Behaviour events = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            await(seen);
            out.write("data: 2\n\n".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(events);
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            InputStream in = client.getInputStream();
            assertThat(RawBackend.readHead(in)).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(new String(in.readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("9\r\ndata: 1\n\n");
            seen.countDown();
            assertThat(new String(in.readNBytes(19), StandardCharsets.ISO_8859_1))
                    .contains("data: 2");
        }
    }

    @Test
    void aRefusedConnectionIsToldApart() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        assertThat(failureOf(nobody, Duration.ZERO)).isEqualTo("CONNECT_FAILED");
    }

    @Test
    void aBackendThatHangsTimesOut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RawBackend backend = new RawBackend((number, in, out) -> await(never))) {
            assertThat(failureOf(backend.port(), Duration.ofMillis(200))).isEqualTo("TIMEOUT");
        }
    }

    @Test
    void aBackendThatClosesWithoutAnAnswerIsToldApart() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> RawBackend.readHead(in))) {
            assertThat(failureOf(backend.port(), Duration.ZERO)).isEqualTo("CLOSED");
        }
    }

    @Test
    void aBackendThatTalksGarbageIsToldApart() throws Exception {
        RawBackend.Behaviour garbage = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write("SSH-2.0-nothing of yours\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(garbage)) {
            assertThat(failureOf(backend.port(), Duration.ZERO)).isEqualTo("PROTOCOL");
        }
    }

    @Test
    void anAnswerAheadOfTheBodyLeavesBothConnectionsInUse() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    while (!RawBackend.readHead(in).isEmpty()) {
                        out.write(("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number)
                                .getBytes(StandardCharsets.ISO_8859_1));
                        out.flush();
                        in.readNBytes(6);
                    }
                });
                Socket client = open(forwardingTo(backend.port()))) {
            for (int i = 0; i < 3; i++) {
                send(client, "POST / HTTP/1.1\r\nHost: me\r\nContent-Length: 6\r\n\r\nabc");
                assertThat(readAnswer(client.getInputStream())).endsWith("\r\n\r\n1");
                send(client, "def");
            }
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void theRestOfABodyThatTheBackendRefusedIsThrownAway() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    RawBackend.readHead(in);
                    out.write("HTTP/1.1 413 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                });
                Socket client = open(forwardingTo(backend.port()))) {
            for (int i = 0; i < 3; i++) {
                send(client, "POST / HTTP/1.1\r\nHost: me\r\nContent-Length: 6\r\n\r\nabc");
                assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 413 ");
                send(client, "def");
            }
        }
    }

    private static final String HANDSHAKE =
            "GET /chat HTTP/1.1\r\nHost: me\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n";

    @Test
    void anUpgradedConnectionCarriesWhateverBothSidesSay() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    String head = RawBackend.readHead(in);
                    boolean asked = head.toLowerCase(java.util.Locale.ROOT).contains("upgrade: websocket");
                    out.write(("HTTP/1.1 " + (asked ? "101 Switching Protocols" : "400 No")
                                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: y\r\n\r\nhello")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    byte[] said = in.readNBytes(1_000_000);
                    out.write(said);
                    out.flush();
                });
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, HANDSHAKE);
            String head = RawBackend.readHead(client.getInputStream());
            assertThat(head).startsWith("HTTP/1.1 101 ").containsIgnoringCase("upgrade: websocket");
            assertThat(head)
                    .containsIgnoringCase("sec-websocket-accept: y")
                    .doesNotContainIgnoringCase("content-length");
            assertThat(new String(client.getInputStream().readNBytes(5), StandardCharsets.ISO_8859_1))
                    .isEqualTo("hello");
            byte[] said = new byte[1_000_000];
            new java.util.Random(1).nextBytes(said);
            client.getOutputStream().write(said);
            client.getOutputStream().flush();
            assertThat(client.getInputStream().readNBytes(said.length)).isEqualTo(said);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aRefusedUpgradeIsAnAnswerLikeAnyOther() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, HANDSHAKE);
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("GET /chat ");
            send(client, "GET /after HTTP/1.1\r\nHost: me\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).contains("GET /after ");
        }
    }

    @Test
    void aClientThatLeavesATunnelEndsItForTheBackend() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawBackend backend = new RawBackend((number, in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 101 Go\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (in.read() < 0) {
                ended.countDown();
            }
        })) {
            try (Socket client = open(forwardingTo(backend.port()))) {
                send(client, HANDSHAKE);
                assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 101 ");
            }
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void halfAnAnswerIsNeverMadeToLookWhole() throws Exception {
        RawBackend.Behaviour dies = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(dies);
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(all).containsIgnoringCase("content-length: 100").endsWith("half");
        }
    }

    @Test
    void aConnectionThatTheBackendClosedMeanwhileIsReplaced() throws Exception {
        RawBackend.Behaviour oneEach = (number, in, out) -> {
            RawBackend.read(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(oneEach);
                Socket client = open(forwardingTo(backend.port()))) {
            for (int i = 0; i < 50; i++) {
                send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(readAnswer(client.getInputStream())).endsWith("ok");
            }
        }
    }

    /** Servers close after these, some of them a moment later and without a word; the next call must not be on its way then. */
    @ParameterizedTest
    @ValueSource(ints = {408, 414, 431, 505})
    void noCallIsSentAfterOneThatTheBackendCouldNotRead(int status) throws Exception {
        RawBackend.Behaviour behaviour = (number, in, out) -> {
            RawBackend.read(in);
            out.write(("HTTP/1.1 " + (number == 1 ? status : 200) + " Said\r\nContent-Length: 2\r\n\r\nok")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            RawBackend.read(in); // and no answer to that
        };
        try (RawBackend backend = new RawBackend(behaviour);
                Socket client = open(forwardingTo(backend.port()))) {
            for (int expected : List.of(status, 200)) {
                send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
                assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 " + expected + " ");
            }
        }
    }

    @Test
    void aClientThatGoesAwayTakesItsBackendCallAlong() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch dropped = new CountDownLatch(1);
        RawBackend.Behaviour slow = (number, in, out) -> {
            RawBackend.readHead(in);
            asked.countDown();
            if (in.read() < 0) {
                dropped.countDown();
            }
        };
        try (RawBackend backend = new RawBackend(slow)) {
            try (Socket client = open(forwardingTo(backend.port()))) {
                send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                await(asked);
            }
            assertThat(dropped.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void bodiesCanBeReadWholeWithinALimit() throws Exception {
        HttpTransport.Listener listener = listen(exchange -> exchange.readBody(10, new BodyReader() {
            @Override
            public boolean mayHold(int bytes) {
                return bytes != 7;
            }

            @Override
            public void complete(byte[] body) {
                exchange.respond(200, Headers.empty(), body);
            }

            @Override
            public void failed(SendFailure failure) {
                exchange.respond(413, Headers.empty(), failure.name().getBytes(StandardCharsets.UTF_8));
            }
        }));
        try (Socket client = open(listener)) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(readAnswer(client.getInputStream())).endsWith("hello");
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world");
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 413 ")
                    .endsWith("BODY_TOO_LARGE");
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\nno room");
            assertThat(readAnswer(client.getInputStream())).endsWith("NO_ROOM");
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nagain");
            assertThat(readAnswer(client.getInputStream())).endsWith("again");
        }
    }

    @Test
    void aServiceThatFailsAnswers500AndNothingMore() throws Exception {
        try (Socket client = open(listen(exchange -> {
            throw new IllegalStateException("secret detail");
        }))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 500 ")
                    .doesNotContain("secret");
        }
    }

    @Test
    void closingLetsRequestsInFlightEnd() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        HttpTransport.Listener listener = listen(held::complete);
        try (Socket busy = open(listener);
                Socket idle = open(listener)) {
            send(busy, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            Exchange exchange = held.get(5, TimeUnit.SECONDS);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(listener::close);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            exchange.respond(200, Headers.empty(), "done".getBytes(StandardCharsets.UTF_8));
            assertThat(readAnswer(busy.getInputStream()))
                    .containsIgnoringCase("connection: close")
                    .endsWith("done");
            closing.get(5, TimeUnit.SECONDS);
        }
    }

    private String failureOf(int backendPort, Duration responseTimeout) throws IOException {
        HttpTransport.Listener listener =
                listen(exchange -> exchange.forward(call(exchange, backendPort, responseTimeout), answering(exchange)));
        try (Socket client = open(listener)) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            String answer = readAnswer(client.getInputStream());
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    /** A gateway whose settings change opens its ports anew on the same transport. */
    @Test
    void nothingOfAPortThatIsClosedStays() throws Exception {
        WeakReference<HttpService> service = servedOnceAndClosed();
        Eventually.within(Duration.ofSeconds(10), "nothing holds the service", () -> {
            System.gc();
            return service.get() == null;
        });
    }

    private HttpTransport.Listener forwardingTo(int backendPort) {
        return listen(
                exchange -> exchange.forward(call(exchange, backendPort, Duration.ofSeconds(30)), answering(exchange)));
    }

    private WeakReference<HttpService> servedOnceAndClosed() throws Exception {
        byte[] fine = {'f', 'i', 'n', 'e'};
        HttpService service = exchange -> exchange.respond(200, Headers.empty(), fine);
        HttpTransport.Listener listener = listen(service);
        try (Socket client = open(listener)) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).endsWith("fine");
        }
        listener.close();
        return new WeakReference<>(service);
    }

    private HttpTransport.Listener listen(HttpService service) {
        return transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        0,
                        null,
                        Duration.ofSeconds(30),
                        new ListenerSettings.Pace(1, 0),
                        1000,
                        8192,
                        Duration.ofSeconds(5)),
                service);
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
