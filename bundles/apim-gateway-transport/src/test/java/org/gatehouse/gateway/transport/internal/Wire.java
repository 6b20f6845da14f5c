package org.gatehouse.gateway.transport.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.BackendTls;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.SendFailure;

/** A client of raw sockets, and a service that passes on. */
final class Wire {
    /** Longer than any test. */
    static final Patience PATIENT =
            Patience.of(Duration.ofSeconds(30), Duration.ofSeconds(180), Duration.ofSeconds(3600));

    private Wire() {}

    static NettyTransport transport(int loops, Patience patience, String... trailers) {
        return new NettyTransport(new HandOver(new HashMap<>()), Loops.start(loops), 16, patience, List.of(trailers));
    }

    static BackendCall call(Exchange exchange, int port, Duration responseTimeout) {
        return new BackendCall(
                "http",
                "localhost",
                port,
                exchange.method(),
                exchange.target(),
                exchange.headers(),
                null,
                Duration.ofSeconds(5),
                responseTimeout,
                BackendTls.PLATFORM);
    }

    static BackendListener answering(Exchange exchange) {
        return new BackendListener() {
            @Override
            public void answered(BackendAnswer answer) {
                exchange.respond(answer.status(), answer.headers(), answer);
            }

            @Override
            public void failed(SendFailure failure) {
                exchange.respond(502, Headers.empty(), failure.name().getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    static Socket open(HttpTransport.Listener listener) throws IOException {
        Socket socket = new Socket("127.0.0.1", listener.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static String readAnswer(InputStream in) throws IOException {
        String head = RawBackend.readHead(in);
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        if (at < 0) {
            throw new SocketTimeoutException("no length in: " + head);
        }
        int length = Integer.parseInt(lower.substring(at + 16, lower.indexOf("\r\n", at)));
        return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    static void copy(InputStream in, OutputStream out, long size) throws IOException {
        byte[] block = new byte[64 * 1024];
        for (long copied = 0; copied < size; ) {
            int read = in.read(block);
            if (read < 0) {
                return;
            }
            out.write(block, 0, read);
            copied += read;
        }
    }

    static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("nothing came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
