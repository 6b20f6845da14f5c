package org.gatehouse.gateway.transport.internal;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.OwnClasses;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on Netty, with native epoll where there is one. */
// Immediate, or it would go whenever its only user, the gateway, does, and the ports with it.
@Component(configurationPid = "apim.gateway.transport", immediate = true)
@Designate(ocd = NettyTransport.Config.class)
public final class NettyTransport implements HttpTransport {
    private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);
    /** How long a port is kept that nobody serves. */
    private static final Duration KEPT = Duration.ofSeconds(20);
    /** How long the calls and streams in flight may go on when another transport has taken over. */
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    /** Within this most calls in flight end. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final HandOver sockets;
    private final Loops loops;
    private final Addresses addresses = new Addresses();
    private final Backends backends;
    private final TrailerFields trailerFields;
    private final List<OpenPort> ports = new CopyOnWriteArrayList<>();
    /** By whom they were left. */
    private final Map<OpenPort, ServedPort> leftPorts = new ConcurrentHashMap<>();

    private final ScheduledExecutorService closer =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("apim-gateway-closer", true));
    private volatile boolean stopping;

    /** As configured. */
    @Activate
    public NettyTransport(BundleContext context, Config config) {
        this(
                HandOver.of(context),
                Loops.start(
                        config.loops() > 0
                                ? config.loops()
                                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
                config.backend_connections(),
                Patience.of(
                        Duration.ofSeconds(config.backend_idle_seconds()),
                        Duration.ofSeconds(config.backend_silence_seconds()),
                        Duration.ofSeconds(config.stream_silence_seconds())),
                // A file of etc has them in one text.
                Stream.of(config.trailers())
                        .flatMap(names -> Stream.of(names.split(",", -1)))
                        .toList());
    }

    NettyTransport(HandOver sockets, Loops loops, int backendConnections, Patience patience, List<String> trailers) {
        this.sockets = sockets;
        this.loops = loops;
        trailerFields = new TrailerFields(trailers);
        backends = new Backends(loops, addresses, backendConnections, patience);
        LOG.info("Gateway transport is up, {}", loops.isNative() ? "on native epoll" : "on the JDK's selector");
        Loops.forgetThread();
    }

    @Override
    public Listener listen(ListenerSettings settings, HttpService service) {
        try {
            OpenPort left = left(settings);
            if (left != null) {
                left.takeOver(settings, service);
                return new ServedPort(left, settings);
            }
            OpenPort port = new OpenPort(loops, backends, trailerFields, sockets, settings, service);
            ports.add(port);
            return new ServedPort(port, settings);
        } finally {
            Loops.forgetThread();
        }
    }

    /** A port that its listener has left and that these settings fit; one that is in their way is closed. */
    private @Nullable OpenPort left(ListenerSettings settings) {
        for (OpenPort port : ports) {
            if (settings.port() != 0 && port.port() == settings.port() && leftPorts.remove(port) != null) {
                if (port.fits(settings)) {
                    return port;
                }
                close(port);
            }
        }
        return null;
    }

    /** A port, as long as one service has it. */
    private final class ServedPort implements Listener {
        private final OpenPort port;
        private final Reception.Shift shift;
        private final Duration drain;
        private final AtomicBoolean left = new AtomicBoolean();

        ServedPort(OpenPort port, ListenerSettings settings) {
            this.port = port;
            this.shift = port.shift();
            this.drain = settings.drain();
        }

        @Override
        public int port() {
            return port.port();
        }

        /** Kept for a moment, for who comes next: a gateway that is restarted loses no connection. */
        @Override
        public void leave() {
            if (stopping || !left.compareAndSet(false, true)) {
                return;
            }
            port.leave();
            if (port.canBeTakenOver()) {
                leftPorts.put(port, this);
                closer.schedule(
                        () -> {
                            if (leftPorts.remove(port, this)) {
                                NettyTransport.this.close(port);
                            }
                        },
                        KEPT.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public boolean drain(Duration atMost) {
            return shift.drain(atMost);
        }

        @Override
        public void close() {
            leave();
            if (!port.canBeTakenOver()) {
                NettyTransport.this.close(port);
            }
            shift.drain(drain);
            Loops.forgetThread();
        }
    }

    /** Unless it is closed or handed over by another thread already. */
    private void close(OpenPort port) {
        if (ports.remove(port)) {
            port.close();
        }
    }

    @Deactivate
    void deactivate() {
        if (HandOver.isTheEnd() || !loops.isNative()) {
            stop();
        } else {
            handOver(KEPT);
        }
        Loops.forgetThread();
    }

    /**
     * Leaves all ports and connections to the transport that comes next; what is in flight ends here.
     *
     * @param kept how long the ports wait for it before they are closed
     */
    void handOver(Duration kept) {
        stopping = true;
        closer.shutdownNow();
        Map<OpenPort, Object> left = new HashMap<>();
        for (OpenPort port : List.copyOf(ports)) {
            if (!port.canBeTakenOver()) {
                close(port);
            } else if (ports.remove(port)) {
                left.put(port, port.handOverAll());
            }
        }
        boolean drained = left.keySet().stream().allMatch(port -> port.awaitLast(MOMENT));
        if (drained) {
            end();
        } else {
            OwnClasses.loadAll(HandOver.own(), "/");
        }
        Thread rest = new Thread(() -> expire(left, kept, drained), "apim-gateway-rest");
        rest.setDaemon(true);
        rest.start();
    }

    private void expire(Map<OpenPort, Object> left, Duration kept, boolean drained) {
        long expiry = System.nanoTime() + kept.toNanos();
        while (System.nanoTime() < expiry) {
            LockSupport.parkNanos(expiry - System.nanoTime());
        }
        left.forEach((port, socket) -> sockets.expire(port.place(), socket));
        if (!drained) {
            long latest = System.nanoTime() + LONGEST_REST.toNanos();
            left.keySet().forEach(port -> port.awaitLast(Duration.ofNanos(latest - System.nanoTime())));
            end();
        }
    }

    private void end() {
        loops.stop();
        addresses.stop();
    }

    /** Closes all ports and connections, unless they are another transport's by now. */
    void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        closer.shutdownNow();
        ports.forEach(this::close);
        end();
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: gateway transport")
    @interface Config {
        // Few loops with many connections each do more in one round, and cost less a call than many.
        @AttributeDefinition(description = "Event loop threads; 0 means one for every two processors.", min = "0")
        int loops() default 0;

        @AttributeDefinition(description = "Idle connections kept for each back end and event loop.", min = "0")
        int backend_connections() default 1024;

        // Less than the 30 s after which Jetty, that of our own key manager too, closes one: a call must not meet that.
        @AttributeDefinition(description = "How long an idle connection to a back end is kept, in seconds.", min = "1")
        int backend_idle_seconds() default 25;

        @AttributeDefinition(
                description =
                        "How long a back end may be silent in the middle of an answer, or take nothing of a request, in"
                                + " seconds; longer where its end point has a longer timeout.",
                min = "1")
        int backend_silence_seconds() default 180;

        @AttributeDefinition(
                description = "The same for event streams, and for WebSockets in both directions, in seconds.",
                min = "1")
        int stream_silence_seconds() default 3600;

        @AttributeDefinition(
                description = "Fields that may come after a body and go on; name* is for all that begin so.")
        String[] trailers() default {
            "content-digest",
            "content-md5",
            "digest",
            "grpc-message",
            "grpc-status",
            "grpc-status-details-bin",
            "repr-digest",
            "server-timing",
            "signature",
            "signature-input",
            "x-amz-checksum-*",
            "x-amz-trailer-signature",
            "x-checksum-*"
        };
    }
}
