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

/** The event loops, native where the system has epoll. */
record Loops(
        EventLoopGroup group, Class<? extends ServerChannel> serverChannel, Class<? extends Channel> clientChannel) {
    static Loops start(int threads) {
        watchForLeaksOnlyIfAsked();
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("apim-gateway", true), factory);
        return new Loops(
                group,
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class,
                epoll ? EpollSocketChannel.class : NioSocketChannel.class);
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
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
