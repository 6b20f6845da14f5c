package org.gatehouse.distribution;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A back end that answers which resource it would serve, by one of the ways in which servers read a path. */
final class ReadingBackend implements AutoCloseable {
    /** How a server reads a path. */
    enum Manner {
        AS_IT_IS(path -> path),
        /** Python's http.server, and whatever is behind WSGI. */
        DECODED_FIRST(path -> normal(decoded(path), true)),
        /** Tomcat. */
        CUT_FIRST(path -> normal(decoded(cut(path)).replace('\\', '/'), true)),
        /** Jetty. */
        CANONICAL(path -> decoded(normal(cut(path), false))),
        /** nginx that merges no slashes. */
        UNMERGED(path -> normal(decoded(path), false)),
        /** A server behind one that decodes, too. */
        DECODED_TWICE(path -> normal(cut(decoded(decoded(path))).replace('\\', '/'), true));

        // A function without state.
        @SuppressWarnings("ImmutableEnumChecker")
        private final UnaryOperator<String> reading;

        Manner(UnaryOperator<String> reading) {
            this.reading = reading;
        }
    }

    private final RawBackend server;

    ReadingBackend(Manner manner) throws IOException {
        server = new RawBackend((in, out) -> {
            for (String request = RawBackend.readMessage(in);
                    !request.isEmpty();
                    request = RawBackend.readMessage(in)) {
                String target = request.split(" ", 3)[1];
                int query = target.indexOf('?');
                String path = query < 0 ? target : target.substring(0, query);
                String body = "asked " + target + " serves " + manner.reading.apply(path) + " end";
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        });
    }

    String address() {
        return "http://localhost:" + server.port();
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException once) {
            return path;
        }
    }

    private static String cut(String path) {
        return path.replaceAll(";[^/]*", "");
    }

    private static String normal(String path, boolean merging) {
        List<String> kept = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            boolean up = segment.equals("..") || segment.equalsIgnoreCase("%2e%2e");
            if (up && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            } else if (!up && !segment.equals(".") && !(merging && segment.isEmpty())) {
                kept.add(segment);
            }
        }
        return "/" + String.join("/", kept);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
