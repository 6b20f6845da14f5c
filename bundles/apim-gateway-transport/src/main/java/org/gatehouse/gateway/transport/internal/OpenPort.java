package org.gatehouse.gateway.transport.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that is listened on, and the connections that came through it. */
final class OpenPort {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPort.class);
    private static final long PATIENCE_WHEN_CROWDED = TimeUnit.SECONDS.toNanos(5);
    private static final long TOLD_AGAIN = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong fullTold = new AtomicLong(System.nanoTime() - TOLD_AGAIN);
    private final Reception reception = new Reception();
    private volatile ListenerSettings settings;
    private volatile Reception.Shift shift;
    private final Backends backends;
    private final TrailerFields trailerFields;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final Channel channel;
    private final Future<?> watch;
    private volatile boolean draining;

    OpenPort(
            Loops loops,
            Backends backends,
            TrailerFields trailerFields,
            ListenerSettings settings,
            HttpService service) {
        this.settings = settings;
        this.backends = backends;
        this.trailerFields = trailerFields;
        shift = reception.begin(service);
        try {
            channel = new ServerBootstrap()
                    .group(loops.group())
                    .channel(loops.serverChannel())
                    .option(ChannelOption.SO_BACKLOG, 1024)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.AUTO_READ, false)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel accepted) {
                            build(accepted);
                        }
                    })
                    .bind(new InetSocketAddress(settings.host(), settings.port()))
                    .syncUninterruptibly()
                    .channel();
        } catch (Exception e) { // Netty throws what bind threw, checked or not
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
            SSLEngine engine = tls.get();
            engine.setUseClientMode(false);
            engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            SslHandler handler = new SslHandler(engine);
            handler.setHandshakeTimeoutMillis(10_000);
            accepted.pipeline().addLast(handler);
        }
        RequestDecoder decoder = new RequestDecoder(settings.maxHeaderBytes());
        ResponseEncoder encoder = new ResponseEncoder();
        accepted.pipeline()
                .addLast(decoder)
                .addLast(encoder)
                .addLast(new ClientConnection(this, accepted, decoder, encoder));
    }

    private void tellThatItIsFull() {
        long now = System.nanoTime();
        long told = fullTold.get();
        if (now - told > TOLD_AGAIN && fullTold.compareAndSet(told, now)) {
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
        channel.close().syncUninterruptibly();
        reception.close();
        long deadline = System.nanoTime() + settings.drain().toNanos();
        connections.forEach(connection -> onItsLoop(connection, () -> {
            if (!connection.isBusy()) {
                connection.close();
            }
        }));
        while (!connections.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
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
