package org.gatehouse.gateway.transport.internal;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;

/**
 * The event loops, native where the system has epoll, and the channels that run on them.
 *
 * @param group the loops
 * @param clientHandshakes who works out the handshakes of clients, with as many threads
 * @param backendHandshakes the same for those of back ends, which wait for no client's
 */
record Loops(
        EventLoopGroup group,
        Handshakes clientHandshakes,
        Handshakes backendHandshakes,
        Class<? extends ServerChannel> serverChannel,
        Class<? extends Channel> clientChannel) {
    static Loops start(int threads) {
        watchForLeaksOnlyIfAsked();
        return Epoll.isAvailable()
                ? new Loops(
                        threads, EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class)
                : new Loops(threads, NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }

    private Loops(
            int threads,
            IoHandlerFactory factory,
            Class<? extends ServerChannel> serverChannel,
            Class<? extends Channel> clientChannel) {
        this(
                new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("apim-gateway", true), factory),
                new Handshakes("apim-gateway-tls", threads),
                new Handshakes("apim-gateway-backend-tls", threads),
                serverChannel,
                clientChannel);
    }

    /**
     * Stack traces of each 128th buffer are seen in a profile of calls. Who looks for a leak asks for them by Netty's own
     * system property.
     */
    private static void watchForLeaksOnlyIfAsked() {
        if (System.getProperty("io.netty.leakDetection.level") == null
                && System.getProperty("io.netty.leakDetectionLevel") == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    /**
     * Takes from the current thread what Netty has hung on it. To be called where a thread of somebody else's leaves the
     * transport: that thread outlives the bundle, and would keep all its classes.
     */
    static void forgetThread() {
        FastThreadLocal.removeAll();
    }

    boolean isNative() {
        return clientChannel == EpollSocketChannel.class;
    }

    void stop() {
        clientHandshakes.stop();
        backendHandshakes.stop();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
