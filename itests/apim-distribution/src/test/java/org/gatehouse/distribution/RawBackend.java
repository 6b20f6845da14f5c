package org.gatehouse.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A back end of raw sockets; each connection is served by its behaviour and closed. */
final class RawBackend implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final ServerSocket listening;

    /** What a back end does with a connection. */
    interface Behaviour {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    RawBackend(Behaviour behaviour) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(() -> accept(behaviour), "back end");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** One that answers each request of a connection with the request as it came, byte by byte, in text/plain. */
    static RawBackend mirror() throws IOException {
        return new RawBackend((in, out) -> {
            for (String request = readMessage(in); !request.isEmpty(); request = readMessage(in)) {
                boolean head = request.startsWith("HEAD ");
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + request.length()
                                + "\r\n\r\n" + (head ? "" : request))
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        });
    }

    private void accept(Behaviour behaviour) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread serving = new Thread(() -> serve(behaviour, socket), "back end's connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Behaviour behaviour, Socket socket) {
        try (socket) {
            behaviour.serve(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException gone) {
            return;
        }
    }

    /** Start line, header and the empty line after it; empty at the end of the stream. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (c == '\n' && head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    /** A whole message as it stands on the wire, chunk sizes and trailers included. */
    static String readMessage(InputStream in) throws IOException {
        String head = readHead(in);
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            StringBuilder chunks = new StringBuilder();
            while (!chunks.toString().matches("(?s)(.*\r\n)?0\r\n(.*\r\n)?\r\n")) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                chunks.append((char) next);
            }
            return head + chunks;
        }
        Matcher length = LENGTH.matcher(head);
        return length.find()
                ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.ISO_8859_1)
                : head;
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
