package org.gatehouse.domain.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One GET or HEAD of HTTP/1.1 (RFC 9112) over a connection of its own to an address that somebody has looked at before. */
public final class Download {
    private static final int MOST_HEAD = 32 * 1024;
    private static final int OK = 200;

    private final URI address;
    private final Origin origin;
    private final InetAddress server;
    private final Securing tls;
    private final String accept;
    private final int mostBytes;
    private final long deadline;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private long length = -1;
    private boolean chunked;
    private @Nullable String location;

    /**
     * Prepares it.
     *
     * @param server where the connection goes, whatever the host of the address resolves to
     * @param tls how a connection of https is made
     * @param accept the media types that are looked for, as in a field Accept
     * @param bounds how much, and until when
     * @throws IOException if it is not an address of http or https
     */
    public Download(URI address, InetAddress server, Securing tls, String accept, Bounds bounds) throws IOException {
        this.address = address;
        this.accept = accept;
        this.origin = Origin.of(address);
        this.server = server;
        this.tls = tls;
        this.mostBytes = bounds.bytes();
        this.deadline = bounds.deadline();
    }

    /**
     * What a download may take.
     *
     * @param bytes of its content
     * @param deadline of {@link System#nanoTime}, for all of it
     */
    public record Bounds(int bytes, long deadline) {}

    /**
     * Where it is instead; null if it is here, and then {@link #content} has it.
     *
     * @throws IOException if it can't be had within the bounds, with the reason
     */
    public @Nullable URI run() throws IOException {
        int status = exchange("GET");
        URI next = elsewhere(status);
        if (next == null && status != OK) {
            throw new IOException("the server answers " + status);
        }
        return next;
    }

    /**
     * The status of the answer to a HEAD, if it is not {@link #elsewhere} instead.
     *
     * @throws IOException if there is no answer within the bounds, with the reason
     */
    public int ask() throws IOException {
        return exchange("HEAD");
    }

    /**
     * Where an answer of this status leads; null if it is the answer.
     *
     * @throws IOException if it leads to no address
     */
    public @Nullable URI elsewhere(int status) throws IOException {
        return status >= 300 && status < 400 && location != null ? resolved(location) : null;
    }

    private int exchange(String method) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(server, origin.port()), left());
            plain.setSoTimeout(left());
            closeAtDeadline(plain);
            try (Socket socket = origin.isSecure() ? secured(plain) : plain) {
                socket.getOutputStream().write(request(method).getBytes(StandardCharsets.US_ASCII));
                InputStream in = new BufferedInputStream(new InTime(socket));
                int status = head(in);
                if (status == OK && method.equals("GET")) {
                    body(in);
                }
                return status;
            }
        }
    }

    /** What was there. */
    public byte[] content() {
        return content.toByteArray();
    }

    private URI resolved(String target) throws IOException {
        try {
            return address.resolve(target);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("a redirect to no address", malformed);
        }
    }

    private int left() throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("not there in time");
        }
        return (int) millis;
    }

    /** A handshake reads as often as something comes. */
    private void closeAtDeadline(Socket socket) throws SocketTimeoutException {
        CompletableFuture.delayedExecutor(left(), TimeUnit.MILLISECONDS).execute(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                // Nobody reads from it any more.
            }
        });
    }

    private SSLSocket secured(Socket plain) throws IOException {
        SSLSocket socket = tls.secured(plain, origin);
        socket.startHandshake();
        return socket;
    }

    private String request(String method) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return method + " " + path + query + " HTTP/1.1\r\nHost: " + origin.authority() + "\r\nAccept: " + accept
                + "\r\nConnection: close\r\n\r\n";
    }

    private int head(InputStream in) throws IOException {
        int room = MOST_HEAD;
        String first = line(in, room);
        if (!first.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new IOException("the server does not speak HTTP/1.1");
        }
        room -= first.length();
        for (String field = line(in, room); !field.isEmpty(); field = line(in, room)) {
            room -= field.length() + 2;
            int colon = field.indexOf(':');
            if (colon > 0) {
                field(
                        field.substring(0, colon).toLowerCase(Locale.ROOT),
                        field.substring(colon + 1).strip());
            }
        }
        return Integer.parseInt(first.substring(9, 12));
    }

    private void field(String name, String value) throws IOException {
        switch (name) {
            case "content-length" -> {
                if (!value.matches("[0-9]{1,15}")) {
                    throw new IOException("a length that is none");
                }
                length = Long.parseLong(value);
            }
            case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
            case "location" -> location = value;
            default -> {
                // Nothing else matters to a document.
            }
        }
    }

    private void body(InputStream in) throws IOException {
        if (chunked) {
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                take(in, size, true);
                line(in, 2);
            }
        } else if (length >= 0) {
            take(in, length, true);
        } else {
            take(in, Long.MAX_VALUE, false);
        }
    }

    private static int chunkSize(InputStream in) throws IOException {
        String line = line(in, 1024);
        int end = line.indexOf(';');
        String size = (end < 0 ? line : line.substring(0, end)).strip();
        if (!size.matches("[0-9a-fA-F]{1,7}")) {
            throw new IOException("a chunk without a size");
        }
        return Integer.parseInt(size, 16);
    }

    private void take(InputStream in, long bytes, boolean all) throws IOException {
        byte[] buffer = new byte[8192];
        long wanted = bytes;
        while (wanted > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, wanted));
            if (read < 0) {
                if (all) {
                    throw new EOFException("it ends too early");
                }
                return;
            }
            content.write(buffer, 0, read);
            if (content.size() > mostBytes) {
                throw new IOException("more than " + mostBytes + " bytes");
            }
            wanted -= read;
        }
    }

    private static String line(InputStream in, int most) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("it ends too early");
            }
            if (line.length() > most) {
                throw new IOException("a head that is too long");
            }
            line.append((char) c);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** However little comes at a time, it ends with the deadline. */
    private final class InTime extends FilterInputStream {
        private final Socket socket;

        InTime(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        @Override
        public int read(byte[] buffer, int from, int most) throws IOException {
            socket.setSoTimeout(left());
            return super.read(buffer, from, most);
        }
    }
}
