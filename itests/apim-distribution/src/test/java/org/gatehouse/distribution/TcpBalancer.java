package org.gatehouse.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Hands connections to one server after the other, and to the next one if one does not answer. Knows nothing of what passes. */
final class TcpBalancer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Integer> ports;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicIntegerArray served;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TcpBalancer(List<Integer> ports) {
        this.ports = ports;
        this.served = new AtomicIntegerArray(ports.size());
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections the server of that place has had. */
    int served(int place) {
        return served.get(place);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // One that did not come about; the next one may.
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void serve(Socket client) {
        int first = turn.getAndIncrement();
        for (int i = 0; i < ports.size(); i++) {
            int place = Math.floorMod(first + i, ports.size());
            Socket server = new Socket();
            try {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(place)), 1_000);
            } catch (IOException down) {
                closed(server);
                continue;
            }
            served.incrementAndGet(place);
            threads.execute(() -> pump(server, client));
            pump(client, server);
            return;
        }
        closed(client);
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // The other direction ends with it.
            closed(to);
        } finally {
            closed(from);
            closed(to);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
