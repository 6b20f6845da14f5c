package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request and the answer to it as plain text, played over a raw socket: the request as it goes on the wire, a line
 * {@code ----}, the status, header fields that must be there, an empty line, and the exact body. {@code ${name}} stands
 * for a value; a body of {@code ...} is not looked at.
 */
record Exchange(String request, int status, List<String> headers, String body) {
    static Exchange read(String name, Map<String, String> values) {
        String text;
        try (var in = Exchange.class.getResourceAsStream("/exchanges/" + name + ".http")) {
            if (in == null) {
                throw new AssertionError("no exchange is called " + name);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        assertThat(text).as("values missing in " + name).doesNotContain("${");
        String[] sides = text.split("----\n", 2);
        String[] requestParts = (sides[0].strip() + "\n").split("\n\n", 2);
        String entity = requestParts.length > 1 ? requestParts[1].stripTrailing() : "";
        String head = requestParts[0].strip() + "\nHost: localhost\nConnection: close\n"
                + (entity.isEmpty() ? "" : "Content-Length: " + entity.getBytes(StandardCharsets.UTF_8).length + "\n");
        String[] answer = sides[1].split("\n\n", 2);
        List<String> lines = new ArrayList<>(answer[0].strip().lines().toList());
        int status = Integer.parseInt(lines.remove(0).trim());
        return new Exchange(
                head.replace("\n", "\r\n") + "\r\n" + entity,
                status,
                lines,
                answer.length > 1 ? answer[1].strip() : "");
    }

    /** Sends the request to the port and compares the answer. */
    void play(int port) {
        String answer = send(port, request);
        String head = answer.substring(0, answer.indexOf("\r\n\r\n") + 2);
        assertThat(head).as(request).startsWith("HTTP/1.1 " + status + " ");
        for (String header : headers) {
            assertThat(head.lines().map(String::toLowerCase))
                    .as("header of the answer to " + request)
                    .contains(header.toLowerCase(java.util.Locale.ROOT));
        }
        if (!body.equals("...")) {
            assertThat(entity(answer, head)).as("answer to " + request).isEqualTo(body);
        }
    }

    private static String entity(String answer, String head) {
        String rest = answer.substring(head.length() + 2);
        if (!head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")) {
            return rest.strip();
        }
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int end = rest.indexOf("\r\n", at);
            int size = Integer.parseInt(rest.substring(at, end).trim(), 16);
            if (size == 0) {
                return body.toString().strip();
            }
            body.append(rest, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
    }

    /** What comes back for these bytes until the server closes the connection, or is silent for 10 s. */
    static String send(int port, String bytes) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
                    answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketTimeoutException silent) {
                answer.append("(silent for 10 s)");
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
