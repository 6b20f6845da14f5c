package org.gatehouse.front;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** The front on a real server, before a sample in the contexts that the doors have. Over HTTPS is what a header says so of. */
final class Guarded implements AutoCloseable {
    static final String SECURE = "X-Forwarded-Proto: https";

    final AtomicLong nanos = new AtomicLong();
    final PublicNames names = PublicNames.none();
    final CrossOrigin others = CrossOrigin.none();
    private final Server server = new Server();
    private final ServerConnector connector;

    Guarded() throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new ForwardedRequestCustomizer());
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        contexts.addHandler(context("/publisher", "/*"));
        contexts.addHandler(context("/services", "/*"));
        contexts.addHandler(context("/", "/oauth2/*", "/device/*"));
        server.setHandler(contexts);
        server.start();
    }

    private ServletContextHandler context(String path, String... patterns) {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath(path);
        context.getSessionHandler().setHttpOnly(true);
        Front front = new Front(names, others, nanos::get);
        for (String pattern : patterns) {
            context.addServlet(new ServletHolder(front.before(new SampleServlet())), pattern);
        }
        return context;
    }

    int port() {
        return connector.getLocalPort();
    }

    /** What is answered to these lines, without a body. */
    String ask(String method, String target, String... headers) throws IOException {
        return send(method, target, "", headers);
    }

    String send(String method, String target, String body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        boolean named = false;
        boolean framed = false;
        for (String header : headers) {
            named |= header.startsWith("Host:");
            framed |= header.startsWith("Transfer-Encoding:") || header.startsWith("Content-Length:");
            head.append(header).append("\r\n");
        }
        head.append(named ? "" : "Host: localhost:" + port() + "\r\n");
        head.append(framed ? "" : "Content-Length: " + body.length() + "\r\n");
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            return answer(socket.getInputStream());
        }
    }

    /** All that comes until the other end closes, or resets as it wants no more of the body. */
    private static String answer(InputStream in) {
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.append((char) next);
            }
        } catch (IOException reset) {
            return answer.toString();
        }
        return answer.toString();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
