package org.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.gatehouse.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two threads of the server at one connection, at the worst moment: one still reads into its buffer when the other has given that
 * back, and others have buffers by then.
 */
final class OwnBuffersTest {
    private static final int OTHERS = 8;
    private static final int SECONDS = 20;

    private final AtomicReference<Thread> first = new AtomicReference<>();
    private final CountDownLatch secondReads = new CountDownLatch(1);
    private final CountDownLatch othersRead = new CountDownLatch(OTHERS);
    private final CountDownLatch secondHasRead = new CountDownLatch(1);
    private final Server server = new Server(new Held());
    private final List<Socket> open = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server.setHandler(new Repeating());
        XmlConfiguration xml =
                new XmlConfiguration(ResourceFactory.root().newResource(Strictness.class.getResource("/jetty.xml")));
        xml.getIdMap().put("Server", server);
        xml.configure(server);
        HttpConfiguration http = (HttpConfiguration) xml.getIdMap().values().stream()
                .filter(HttpConfiguration.class::isInstance)
                .findFirst()
                .orElseThrow();
        ServerConnector connector = new ServerConnector(server, new Watched(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : open) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void noRequestIsInABufferThatAnotherConnectionWritesTo() throws Exception {
        Socket bad = sent("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(secondReads.await(SECONDS, TimeUnit.SECONDS))
                .as("Two threads are at one connection; where Jetty does not do so any more, its own pool will do")
                .isTrue();
        awaitTheFirstGone();
        List<Socket> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(sent("POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n"
                    + Integer.toString(i).repeat(1_000)));
        }
        assertThat(secondHasRead.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < OTHERS; i++) {
            assertThat(answer(others.get(i)))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\n" + Integer.toString(i).repeat(1_000));
        }
        assertThat(answer(bad)).startsWith("HTTP/1.1 414");
    }

    @Test
    void portsAndFactoriesStayAsTheyWereMade() {
        assertThat(server.getConnectors()).hasSize(1);
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        assertThat(connector.getHost()).isEqualTo("127.0.0.1");
        assertThat(connector.getLocalPort()).isPositive();
        assertThat(connector.getConnectionFactory(HttpConnectionFactory.class)).isInstanceOf(Watched.class);
        assertThat(connector.getExecutor()).isSameAs(server.getThreadPool());
    }

    private void awaitTheFirstGone() {
        Eventually.within(
                Duration.ofSeconds(SECONDS),
                "the first thread has gone",
                () -> Arrays.stream(first.get().getStackTrace())
                        .noneMatch(frame -> frame.getMethodName().equals("badMessage")
                                || frame.getMethodName().equals("onFillable")));
    }

    private Socket sent(String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", ((ServerConnector) server.getConnectors()[0]).getLocalPort());
        open.add(socket);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** What the server resets after its answer is an answer all the same. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[4096];
        try {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                answer.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException reset) {
            assertThat(answer).isNotEmpty();
        }
        return answer.toString();
    }

    private static boolean isAwaited(CountDownLatch latch) {
        try {
            return latch.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A machine on which the thread that has found a bad request gets its turn again only when the other one reads on. */
    private final class Held extends QueuedThreadPool {
        @Override
        public boolean tryExecute(Runnable task) {
            boolean isFirst = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("badMessage")));
            if (!isFirst) {
                return super.tryExecute(task);
            }
            first.set(Thread.currentThread());
            execute(task);
            isAwaited(secondReads);
            return true;
        }
    }

    /** Connections whose second reader waits until others have buffers. */
    private final class Watched extends HttpConnectionFactory {
        private Watched(HttpConfiguration http) {
            super(http);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return super.newConnection(connector, (EndPoint) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EndPoint.class}, (proxy, method, arguments) -> {
                        boolean isSecond =
                                method.getName().equals("fill") && first.get() != null && secondReads.getCount() > 0;
                        if (isSecond) {
                            secondReads.countDown();
                            isAwaited(othersRead);
                        }
                        try {
                            return method.invoke(endPoint, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        } finally {
                            if (isSecond) {
                                secondHasRead.countDown();
                            }
                        }
                    }));
        }
    }

    /** Holds on to the buffer in which the begin of a long body is until the second reader has read. */
    private final class Repeating extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Chunk chunk = request.read();
            othersRead.countDown();
            isAwaited(secondHasRead);
            ByteBuffer copy = BufferUtil.copy(chunk.getByteBuffer());
            chunk.release();
            response.write(true, copy, callback);
            return true;
        }
    }
}
