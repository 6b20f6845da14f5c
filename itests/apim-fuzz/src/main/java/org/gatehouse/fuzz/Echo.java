package org.gatehouse.fuzz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A back end that takes anything with a header and a body, says 200, and goes on. */
final class Echo implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\ntea"
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD_ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(Echo::quiet);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Echo() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** One that keeps no program from its end. */
    static Thread quiet(Runnable work) {
        Thread thread = new Thread(work, "fuzz");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                skipBody(in, head.toLowerCase(Locale.ROOT));
                socket.getOutputStream().write(head.startsWith("HEAD ") ? HEAD_ANSWER : ANSWER);
            }
        } catch (IOException gone) {
            // The gateway has closed it.
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void skipBody(InputStream in, String head) throws IOException {
        if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                in.skipNBytes(size + 2L);
            }
            String trailer = line(in);
            while (!trailer.isEmpty()) {
                trailer = line(in);
            }
            return;
        }
        int length = head.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            in.skipNBytes(Long.parseLong(head.substring(length + 17, head.indexOf("\r\n", length + 2))
                    .strip()));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        for (; next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        if (next < 0) {
            throw new EOFException();
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
