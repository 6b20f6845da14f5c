package org.gatehouse.gateway.transport.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequestEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.BackendTls;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/** Connections to back ends, pooled for each event loop, so that a call never leaves its loop. */
final class Backends {
    /** By so much a back end may be later than its limit before that is noticed. */
    private static final long LOOK_MILLIS = 50;

    private final Loops loops;
    private final Addresses addresses;
    private final int perHost;
    private final Patience patience;
    private final Map<EventLoop, Pool> pools = new ConcurrentHashMap<>();

    Backends(Loops loops, Addresses addresses, int perHost, Patience patience) {
        this.loops = loops;
        this.addresses = addresses;
        this.perHost = perHost;
        this.patience = patience;
    }

    Patience patience() {
        return patience;
    }

    /** A connection for the call: a pooled one if there is one, else a new one. */
    void connection(Executor loop, BackendRequest request) {
        BackendCall call = request.call();
        Pool pool = pool((EventLoop) loop);
        BackendConnection pooled = pool.take(Key.of(call));
        if (pooled != null) {
            request.connected(pooled);
        } else {
            pool.connect(call, request);
        }
    }

    /** A new connection for the call. */
    void fresh(Executor loop, BackendRequest request) {
        pool((EventLoop) loop).connect(request.call(), request);
    }

    private Pool pool(EventLoop loop) {
        Pool known = pools.get(loop);
        return known != null ? known : pools.computeIfAbsent(loop, Pool::new);
    }

    private static SSLEngine engine(BackendCall call) {
        try {
            SSLContext context = call.tls().trust();
            BackendTls.HostNames names = call.tls().hostNames();
            SSLEngine engine =
                    (context == null ? SSLContext.getDefault() : context).createSSLEngine(call.host(), call.port());
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            boolean local = call.host().equals("localhost") || call.host().startsWith("127.");
            boolean checked = names == BackendTls.HostNames.STRICT || (names == BackendTls.HostNames.DEFAULT && !local);
            parameters.setEndpointIdentificationAlgorithm(checked ? "HTTPS" : "");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            engine.setSSLParameters(parameters);
            return engine;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What makes two calls share connections. */
    private record Key(String scheme, String host, int port, BackendTls tls) {
        /** Without the port where it is the scheme's own. */
        String authority() {
            String name = host.contains(":") ? "[" + host + "]" : host;
            return port == (scheme.equals("https") ? 443 : 80) ? name : name + ":" + port;
        }

        static Key of(BackendCall call) {
            return new Key(call.scheme(), call.host(), call.port(), call.tls());
        }
    }

    /** The connections of one event loop. */
    final class Pool {
        private final EventLoop loop;
        private final Map<Key, ArrayDeque<BackendConnection>> waiting = new HashMap<>();
        private final Map<BackendConnection, Key> keys = new HashMap<>();
        private final List<BackendConnection> late = new ArrayList<>();

        private Pool(EventLoop loop) {
            this.loop = loop;
            loop.scheduleAtFixedRate(this::closeIdle, 1, 1, TimeUnit.SECONDS);
            loop.scheduleAtFixedRate(this::endLate, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** One look at all that wait costs less than a timer for each call. */
        private void endLate() {
            long now = System.nanoTime();
            for (BackendConnection connection : keys.keySet()) {
                if (connection.isLate(now, patience)) {
                    late.add(connection);
                }
            }
            // Apart, since ending them takes them out of the map.
            late.forEach(BackendConnection::endLate);
            late.clear();
        }

        void put(BackendConnection connection) {
            Key key = keys.get(connection);
            ArrayDeque<BackendConnection> same =
                    key == null ? null : waiting.computeIfAbsent(key, none -> new ArrayDeque<>());
            if (same == null || same.size() >= perHost) {
                connection.channel().close();
            } else {
                same.push(connection);
            }
        }

        void gone(BackendConnection connection) {
            Key key = keys.remove(connection);
            ArrayDeque<BackendConnection> same = key == null ? null : waiting.get(key);
            if (same != null) {
                same.remove(connection);
                if (same.isEmpty()) {
                    waiting.remove(key);
                }
            }
        }

        private @Nullable BackendConnection take(Key key) {
            ArrayDeque<BackendConnection> same = waiting.get(key);
            while (same != null && !same.isEmpty()) {
                BackendConnection newest = same.pop();
                if (newest.channel().isActive()) {
                    return newest;
                }
            }
            return null;
        }

        private void closeIdle() {
            long now = System.nanoTime();
            for (ArrayDeque<BackendConnection> same : new ArrayList<>(waiting.values())) {
                for (BackendConnection connection : new ArrayList<>(same)) {
                    if (connection.isIdle(now, patience.idleNanos())) {
                        connection.channel().close();
                    }
                }
            }
        }

        private void connect(BackendCall call, BackendRequest request) {
            addresses.find(call.host(), loop, address -> {
                if (address == null) {
                    request.fail(SendFailure.CONNECT_FAILED);
                } else {
                    connect(call, address, request);
                }
            });
        }

        private void connect(BackendCall call, InetAddress address, BackendRequest request) {
            boolean tls = call.scheme().equals("https");
            long limit = Math.max(
                    1, Math.min(Integer.MAX_VALUE, call.connectTimeout().toMillis()));
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(loops.clientChannel())
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.AUTO_CLOSE, false) // what it said before a write failed is read first
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limit)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            if (tls) {
                                channel.pipeline()
                                        .addLast(TlsHandler.towards(
                                                engine(call),
                                                loops.backendHandshakes().of(channel),
                                                limit));
                            }
                            channel.pipeline().addLast(new ResponseDecoder()).addLast(new HttpRequestEncoder());
                        }
                    });
            bootstrap.connect(new InetSocketAddress(address, call.port())).addListener(done -> {
                Channel channel = ((io.netty.channel.ChannelFuture) done).channel();
                if (!done.isSuccess()) {
                    request.fail(
                            done.cause() instanceof ConnectTimeoutException
                                    ? SendFailure.CONNECT_TIMEOUT
                                    : SendFailure.CONNECT_FAILED);
                } else if (tls) {
                    channel.pipeline().get(TlsHandler.class).handshakeFuture().addListener(shaken -> {
                        if (shaken.isSuccess()) {
                            request.connected(opened(call, channel));
                        } else {
                            channel.close();
                            request.fail(SendFailure.CONNECT_FAILED);
                        }
                    });
                    channel.read();
                } else {
                    request.connected(opened(call, channel));
                }
            });
        }

        private BackendConnection opened(BackendCall call, Channel channel) {
            Key key = Key.of(call);
            BackendConnection connection = new BackendConnection(
                    this, key.authority(), channel, channel.pipeline().get(ResponseDecoder.class));
            keys.put(connection, key);
            channel.pipeline().addLast(connection);
            return connection;
        }
    }
}
