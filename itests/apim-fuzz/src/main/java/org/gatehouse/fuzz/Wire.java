package org.gatehouse.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection at a time to each port of the server, kept as long as both sides understand each other. Who has sent something
 * that is not whole says so, by ending its direction: a server need not wait for the rest.
 */
final class Wire implements AutoCloseable {
    /** How long an answer may take. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    /** How long a server may think about what is not whole before it is told that no more comes. */
    private static final Duration PATIENCE = Duration.ofMillis(25);

    private final int offset;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService watchdog;
    private final Map<Port, Socket> kept = new EnumMap<>(Port.class);

    /** The watchdog closes connections on which even writing hangs. */
    Wire(int offset, SSLSocketFactory tls, ScheduledExecutorService watchdog) {
        this.offset = offset;
        this.tls = tls;
        this.watchdog = watchdog;
    }

    /** Sends the text, in which nothing stands for something else any more. */
    Answer exchange(Port port, String text) throws IOException {
        boolean whole = port.http() && Message.isWhole(text);
        Socket old = kept.remove(port);
        if (old != null) {
            Answer answer = exchange(port, old, text, whole);
            if (!answer.text().isEmpty() || answer.end() == Answer.End.HANGS) {
                return answer;
            }
            // The server had closed it before; another one tells.
        }
        return exchange(port, open(port), text, whole);
    }

    private Socket open(Port port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port.at(offset)), (int) LIMIT.toMillis());
            return port.tls() ? tls.createSocket(socket, "localhost", port.at(offset), true) : socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Answer exchange(Port port, Socket socket, String text, boolean whole) {
        long start = System.nanoTime();
        ScheduledFuture<?> bite =
                watchdog.schedule(() -> shut(socket), LIMIT.toMillis() * 3 / 2, TimeUnit.MILLISECONDS);
        Reading reading = new Reading(port, text.startsWith("HEAD "));
        Answer.End end;
        try {
            send(socket, text);
            end = read(socket, reading, whole);
        } catch (SocketTimeoutException silent) {
            end = Answer.End.HANGS;
        } catch (IOException broken) {
            end = reading.isWhole() ? Answer.End.ANSWERED : Answer.End.CLOSED;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        bite.cancel(false);
        if (millis > LIMIT.toMillis()) {
            end = Answer.End.HANGS;
        }
        if (whole && end == Answer.End.ANSWERED && reading.mayGoOn()) {
            kept.put(port, socket);
        } else {
            shut(socket);
        }
        return new Answer(end, reading.text(), millis);
    }

    /** A server may answer and close before it has read all; what it said is there to be read then. */
    private static void send(Socket socket, String text) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException closedEarly) {
            if (socket.isClosed()) {
                throw closedEarly;
            }
        }
    }

    private static Answer.End read(Socket socket, Reading reading, boolean whole) throws IOException {
        InputStream in = socket.getInputStream();
        boolean told = whole;
        byte[] buffer = new byte[16 * 1024];
        while (!reading.isWhole()) {
            socket.setSoTimeout((int) (told ? LIMIT : PATIENCE).toMillis());
            try {
                int read = in.read(buffer);
                if (read < 0) {
                    return reading.ended() ? Answer.End.ANSWERED : Answer.End.CLOSED;
                }
                reading.add(buffer, read);
            } catch (SocketTimeoutException silent) {
                if (told) {
                    throw silent;
                }
                told = true;
                socket.shutdownOutput();
            }
        }
        return Answer.End.ANSWERED;
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() {
        kept.values().forEach(Wire::shut);
        kept.clear();
    }

    /** What has been read of an answer so far. */
    private static final class Reading {
        private final Port port;
        private final boolean headOnly;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Reading(Port port, boolean headOnly) {
            this.port = port;
            this.headOnly = headOnly;
        }

        void add(byte[] buffer, int count) {
            bytes.write(buffer, 0, count);
        }

        String text() {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }

        /** Of what is not HTTP any byte will do: who has one is not kept waiting. */
        boolean isWhole() {
            if (!port.http()) {
                return bytes.size() > 0;
            }
            String text = text();
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            String head = text.substring(0, end).toLowerCase(Locale.ROOT);
            if (head.startsWith("http/1.1 100")) {
                return wholeFrom(text.substring(end + 4));
            }
            return wholeFrom(text);
        }

        private boolean wholeFrom(String text) {
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            String head = text.substring(0, end).toLowerCase(Locale.ROOT) + "\r\n";
            if (headOnly || head.matches("(?s)http/1\\.[01] (1\\d\\d|204|304).*")) {
                return true;
            }
            int length = head.indexOf("\r\ncontent-length:");
            if (length >= 0) {
                String value = head.substring(length + 17, head.indexOf("\r\n", length + 2))
                        .strip();
                return text.length() - end - 4 >= Integer.parseInt(value);
            }
            return head.contains("\r\ntransfer-encoding: chunked\r\n") && text.endsWith("0\r\n\r\n");
        }

        /** Whether what is there when the server closes is an answer. */
        boolean ended() {
            return isWhole()
                    || (text().contains("\r\n\r\n")
                            && !text().toLowerCase(Locale.ROOT).contains("\r\ncontent-length:"));
        }

        /** Whether the connection can be used for another request. */
        boolean mayGoOn() {
            String text = text().toLowerCase(Locale.ROOT);
            return port.http() && isWhole() && text.startsWith("http/1.1 ") && !text.contains("\r\nconnection: close");
        }
    }
}
