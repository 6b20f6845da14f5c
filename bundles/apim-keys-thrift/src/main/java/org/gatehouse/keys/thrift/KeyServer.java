package org.gatehouse.keys.thrift;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.tls.TlsIdentity;
import org.gatehouse.keys.thrift.wire.APIKeyValidationService;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key manager's Thrift server: strict binary protocol on a TLS socket, a thread for each connected gateway. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "apim.keys.thrift.server")
@Designate(ocd = KeyServer.Config.class)
public final class KeyServer {
    /** How it listens. */
    @ObjectClassDefinition(name = "API Manager: key validation over Thrift, server")
    public @interface Config {
        /** Whether it listens at all. */
        @AttributeDefinition(description = "Whether the key manager answers over Thrift.")
        boolean enabled() default true;

        /** The address. */
        @AttributeDefinition(description = "The address it listens on; 0.0.0.0 for gateways on other machines.")
        String host() default "127.0.0.1";

        /** The port. */
        @AttributeDefinition(description = "The port it listens on.", min = "0", max = "65535")
        int port() default 10397;

        /** Patience with a silent gateway. */
        @AttributeDefinition(
                description = "After how long a silent connection is closed, in milliseconds.",
                min = "1",
                max = "600000")
        int timeout_ms() default 10_000;

        /** The most connections. */
        @AttributeDefinition(description = "How many connections are served at once.", min = "1", max = "1000")
        int threads() default 200;
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeyServer.class);
    private static final int MAX_STRING_BYTES = 16 * 1024;
    private static final int MAX_CONTAINER = 1024;
    private static final int BIND_AGAIN_SECONDS = 1;

    private final KeyService service;
    private final TlsIdentity tls;
    private final Settings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable StoppableServer server;
    private boolean told;

    /** Listens as configured. */
    @Activate
    public KeyServer(
            @Reference(target = "(" + KeyValidator.VIA + "=" + KeyValidator.ORIGIN + ")") KeyValidator keyManager,
            @Reference Sessions sessions,
            @Reference TlsIdentity tls,
            Config config) {
        this(
                new KeyService(keyManager, sessions, InstantSource.system()),
                tls,
                new Settings(
                        config.enabled(),
                        config.host(),
                        config.port(),
                        Duration.ofMillis(config.timeout_ms()),
                        config.threads()));
    }

    KeyServer(KeyService service, TlsIdentity tls, Settings settings) {
        this.service = service;
        this.tls = tls;
        this.settings = settings;
        this.thread = new Thread(this::serve, "apim-keys-thrift");
        thread.setDaemon(true);
        if (settings.enabled()) {
            bind();
            thread.start();
        }
    }

    /** Ends all connections and frees the port. */
    @Deactivate
    public void close() {
        closed.countDown();
        StoppableServer bound = server();
        if (bound != null) {
            bound.stop();
            awaitEnd();
            LOG.info("Key validation over Thrift on {}:{} has ended", settings.host(), bound.port());
        }
    }

    private void awaitEnd() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port it listens on; 0 while it does not. */
    int port() {
        StoppableServer bound = server();
        return bound == null ? 0 : bound.port();
    }

    private synchronized @Nullable StoppableServer server() {
        return server;
    }

    private void serve() {
        StoppableServer bound = server();
        try {
            while (bound == null) {
                if (closed.await(BIND_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
                bind();
                bound = server();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        bound.serve();
    }

    private synchronized void bind() {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            TlsListener listener = new TlsListener(tls.server().getSocketFactory(), settings.host(), settings.port());
            server = new StoppableServer(listener, args(listener));
            LOG.info("Key validation over Thrift on {}:{}", settings.host(), listener.port());
        } catch (IOException e) {
            if (!told) {
                LOG.error(
                        "Thrift server: {}:{} is tried again and again (expected: a free port of this machine): {}",
                        settings.host(),
                        settings.port(),
                        e.getMessage());
            }
            told = true;
        }
    }

    private TThreadPoolServer.Args args(TlsListener listener) {
        var processor = new APIKeyValidationService.Processor<APIKeyValidationService.Iface>(service);
        return new TThreadPoolServer.Args(listener)
                .processor(new PoliteProcessor(processor, settings.timeout()))
                .protocolFactory(new TBinaryProtocol.Factory(true, true, MAX_STRING_BYTES, MAX_CONTAINER))
                .executorService(executor())
                .stopTimeoutUnit(TimeUnit.SECONDS)
                .stopTimeoutVal(2);
    }

    private ThreadPoolExecutor executor() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, settings.threads(), 60, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread worker = new Thread(task, "apim-keys-thrift-" + number.incrementAndGet());
            worker.setDaemon(true);
            return worker;
        });
    }

    /** How it listens, as plain values. */
    record Settings(boolean enabled, String host, int port, Duration timeout, int threads) {}
}
