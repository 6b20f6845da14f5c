package org.gatehouse.gateway.transport.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that is listened on, and the connections that came through it. */
final class OpenPort {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPort.class);
    private static final long PATIENCE_WHEN_CROWDED = TimeUnit.SECONDS.toNanos(5);

    private final Loops loops;
    private final HandOver sockets;
    private final OnceAMinute full = new OnceAMinute();
    private final Reception reception = new Reception();
    private volatile ListenerSettings settings;
    private volatile Reception.Shift shift;
    private final Backends backends;
    private final TrailerFields trailerFields;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    /** Connections that come from another transport and are not among the others yet. */
    private final AtomicInteger adopting = new AtomicInteger();

    private final Channel channel;
    private final Future<?> watch;
    private volatile boolean draining;
    private volatile boolean handingOver;

    OpenPort(
            Loops loops,
            Backends backends,
            TrailerFields trailerFields,
            HandOver sockets,
            ListenerSettings settings,
            HttpService service) {
        this.loops = loops;
        this.sockets = sockets;
        this.settings = settings;
        this.backends = backends;
        this.trailerFields = trailerFields;
        shift = reception.begin(service);
        Integer left = sockets.take(place(), this::adopt);
        try {
            ServerBootstrap listening = new ServerBootstrap()
                    .group(loops.group())
                    .option(ChannelOption.SO_BACKLOG, 1024)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.AUTO_READ, false)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel accepted) {
                            build(accepted);
                        }
                    });
            ChannelFuture opening = left == null
                    ? listening
                            .channel(loops.serverChannel())
                            .bind(new InetSocketAddress(settings.host(), settings.port()))
                    : listening
                            .channelFactory(() -> new EpollServerSocketChannel(left))
                            .register();
            channel = opening.syncUninterruptibly().channel();
            sockets.deliver(place());
        } catch (Exception e) { // Netty throws what bind threw, checked or not
            if (left != null) {
                sockets.resign(place());
            }
            throw new Unavailable(
                    "port " + settings.host() + ":" + settings.port() + " cannot be opened: " + e.getMessage(), e);
        }
        watch = loops.group().next().scheduleAtFixedRate(this::closeIdle, 1, 1, TimeUnit.SECONDS);
    }

    private void build(Channel accepted) {
        if (connections.size() >= settings.connections()) {
            accepted.close();
            tellThatItIsFull();
            return;
        }
        Supplier<SSLEngine> tls = settings.tls();
        if (tls != null) {
            accepted.pipeline()
                    .addLast(TlsHandler.of(tls.get(), loops.clientHandshakes().of(accepted)));
        }
        buildHttp(accepted);
    }

    private ClientConnection buildHttp(Channel accepted) {
        RequestDecoder decoder = new RequestDecoder(settings.maxHeaderBytes());
        ResponseEncoder encoder = new ResponseEncoder();
        ClientConnection connection = new ClientConnection(this, accepted, decoder, encoder);
        accepted.pipeline().addLast(decoder).addLast(encoder).addLast(connection);
        return connection;
    }

    private void tellThatItIsFull() {
        if (full.isDue()) {
            LOG.warn(
                    "Port {} has {} connections, as many as it may; more are closed as they come",
                    port(),
                    settings.connections());
        }
    }

    Reception reception() {
        return reception;
    }

    /** Whether anybody else can ask for it by its number. */
    boolean canBeTakenOver() {
        return settings.port() != 0;
    }

    /** Whether it can go on by these settings without being opened anew. */
    boolean fits(ListenerSettings other) {
        return settings.port() == other.port()
                && settings.host().equals(other.host())
                && (settings.tls() == null) == (other.tls() == null);
    }

    /** Somebody else serves from now on. */
    void takeOver(ListenerSettings newSettings, HttpService service) {
        settings = newSettings;
        shift = reception.begin(service);
    }

    /** Who serves now, or did last. */
    Reception.Shift shift() {
        return shift;
    }

    /** Nobody serves from now on: requests wait for the next, connections stay. */
    void leave() {
        reception.end();
    }

    /** What the port is known by to the transport that comes next. */
    String place() {
        return scheme() + "://" + settings.host() + ":" + settings.port();
    }

    /** Where its connections are to be left; null if they are to stay. */
    @Nullable HandOver handOver() {
        return handingOver ? sockets : null;
    }

    /**
     * Leaves the port, and each connection as soon as it stands between two requests, to the transport that comes next.
     *
     * @return what the socket is to be {@linkplain HandOver#expire expired} by
     */
    Object handOverAll() {
        reception.end();
        channel.deregister().syncUninterruptibly();
        Object left =
                sockets.leave(place(), ((EpollServerSocketChannel) channel).fd().intValue());
        handingOver = true;
        connections.forEach(connection -> onItsLoop(connection, connection::passOn));
        return left;
    }

    /** Goes on with a connection that came through the same socket to another transport. */
    private void adopt(HandOver.Connection connection) {
        adopting.incrementAndGet();
        Channel child = new EpollSocketChannel(connection.socket());
        child.config().setAutoRead(false);
        child.pipeline().addLast(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel adopted) {
                SSLEngine engine = connection.tls();
                if (engine != null) {
                    adopted.pipeline()
                            .addLast(TlsHandler.goingOn(
                                    engine, loops.clientHandshakes().of(adopted)));
                }
                buildHttp(adopted).beginsWith(() -> readAgain(adopted, connection));
            }
        });
        loops.group().register(child).addListener(registered -> {
            if (registered.isSuccess()) {
                // After what the registration still has to do, by which it is one of the connections.
                child.eventLoop().execute(adopting::decrementAndGet);
            } else {
                child.close();
                adopting.decrementAndGet();
            }
        });
    }

    /** All of it before anybody is told that a read is complete, or the rest would be lost to who passes it on then. */
    private static void readAgain(Channel child, HandOver.Connection connection) {
        RequestDecoder decoder = child.pipeline().get(RequestDecoder.class);
        ChannelHandlerContext context = child.pipeline().context(decoder);
        try {
            if (connection.sealed().length > 0) {
                child.pipeline().fireChannelRead(Unpooled.wrappedBuffer(connection.sealed()));
            }
            if (connection.request().length > 0) {
                decoder.channelRead(context, Unpooled.wrappedBuffer(connection.request()));
            }
            decoder.channelReadComplete(context);
        } catch (Exception e) {
            child.pipeline().fireExceptionCaught(e);
        }
    }

    /** Waits until no connection is left; false if the time is over before. */
    boolean awaitLast(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (hasConnections() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return !hasConnections();
    }

    /** Asked in this order, as each goes from the first to the second. */
    private boolean hasConnections() {
        return adopting.get() > 0 || !connections.isEmpty();
    }

    Backends backends() {
        return backends;
    }

    TrailerFields trailerFields() {
        return trailerFields;
    }

    String scheme() {
        return settings.tls() == null ? "http" : "https";
    }

    /** How long silence is borne. */
    long idleNanos() {
        long asSet = settings.idle().toNanos();
        return connections.size() > settings.connections() / 4 * 3 ? Math.min(asSet, PATIENCE_WHEN_CROWDED) : asSet;
    }

    ListenerSettings.Pace pace() {
        return settings.pace();
    }

    boolean isDraining() {
        return draining;
    }

    void opened(ClientConnection connection) {
        connections.add(connection);
        if (draining) {
            // It was taken just before the port closed, and closing has not seen it.
            connection.close();
        }
    }

    void closed(ClientConnection connection) {
        connections.remove(connection);
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    void close() {
        draining = true;
        sockets.resign(place());
        channel.close().syncUninterruptibly();
        reception.close();
        connections.forEach(connection -> onItsLoop(connection, () -> {
            if (!connection.isBusy()) {
                connection.close();
            }
        }));
        awaitLast(settings.drain());
        connections.forEach(connection -> connection.channel().close());
        watch.cancel(false);
    }

    private void closeIdle() {
        long now = System.nanoTime();
        reception.look(now);
        for (ClientConnection connection : connections) {
            onItsLoop(connection, () -> connection.endIfSilent(now));
        }
    }

    private static void onItsLoop(ClientConnection connection, Runnable task) {
        connection.channel().eventLoop().execute(task);
    }
}
