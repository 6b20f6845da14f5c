package org.gatehouse.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;

/** The same form sent many times at one moment, over connections whose handshake is done and whose request lacks a byte. */
final class AtOnce {
    private AtOnce() {}

    /** An answer: status line, fields and body. */
    record Answer(String text) {
        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    /** Sends it so many times, to these addresses in turn. */
    static List<Answer> post(int times, List<String> addresses, Map<String, String> form, String authorization)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(times);
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                URI address = URI.create(addresses.get(i % addresses.size()));
                answers.add(threads.submit(() -> post(start, address, Http.encode(form), authorization)));
            }
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Answer post(CyclicBarrier start, URI address, String form, String authorization) throws Exception {
        try (Socket socket = Http.trustingAll().getSocketFactory().createSocket("127.0.0.1", address.getPort())) {
            socket.setSoTimeout(60_000);
            ((SSLSocket) socket).startHandshake();
            byte[] request = ("POST " + address.getPath() + " HTTP/1.1\r\nHost: localhost:" + address.getPort()
                            + "\r\nAuthorization: " + authorization
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                            + form.length() + "\r\nConnection: close\r\n\r\n" + form)
                    .getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(request, 0, request.length - 1);
            socket.getOutputStream().flush();
            start.await();
            socket.getOutputStream().write(request, request.length - 1, 1);
            socket.getOutputStream().flush();
            return new Answer(whole(socket.getInputStream()));
        }
    }

    private static String whole(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
