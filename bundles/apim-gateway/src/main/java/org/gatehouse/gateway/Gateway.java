package org.gatehouse.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.intake.BodyBudget;
import org.gatehouse.domain.tier.AddressRange;
import org.gatehouse.gateway.deployment.Deployment;
import org.gatehouse.gateway.deployment.Documents;
import org.gatehouse.gateway.mediation.call.Limits;
import org.gatehouse.gateway.mediation.call.Mediation;
import org.gatehouse.gateway.mediation.call.TrustedProxies;
import org.gatehouse.gateway.mediation.call.Workers;
import org.gatehouse.gateway.plugin.PluginServices;
import org.gatehouse.gateway.plugin.Plugins;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.OwnClasses;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway: opens its ports when all that lies in the folders is deployed, and drains them when it ends. */
@Component(configurationPid = "apim.gateway", immediate = true)
@Designate(ocd = Gateway.Config.class)
public final class Gateway implements GatewayAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String CONFIGURATION = "repository/deployment/server/synapse-configs/default";
    private static final Set<String> ON_LOOPBACK = Set.of("0.0.0.0", "::", "127.0.0.1", "localhost");
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** What one over TLS may come to. */
    private static final long HEAP_OF_A_CONNECTION = 100 * 1024;

    @ObjectClassDefinition(name = "API Manager: gateway")
    @interface Config {
        @AttributeDefinition(description = "Address to bind to; empty for the system property apim.bind, else all.")
        String host() default "";

        @AttributeDefinition(description = "Port for http; -1 for the system property http.nio.port, else 8280.")
        int http_port() default -1;

        @AttributeDefinition(description = "Port for https; -1 for the system property https.nio.port, else 8243.")
        int https_port() default -1;

        @AttributeDefinition(
                description = "Addresses of proxies that are believed about whom they call for: a, a-b or a/bits. None"
                        + " unless it is said.")
        String[] trusted_proxies() default {};

        @AttributeDefinition(description = "Threads for handlers and mediators that may block.", min = "1")
        int workers() default 64;

        // More than may wait for a part that is exchanged: when it is back, they come at once.
        @AttributeDefinition(description = "Calls that may wait for one of them; more are refused with 503.", min = "1")
        int workers_queue() default 5000;

        @AttributeDefinition(description = "Longest body that mediators may look at, in bytes.")
        int body_bytes() default 10 * 1024 * 1024;

        @AttributeDefinition(description = "How long a connection to a back end may take, in milliseconds.")
        int connect_timeout_ms() default 10_000;

        @AttributeDefinition(
                description = "How long a back end may think where its endpoint does not say, in milliseconds.")
        int response_timeout_ms() default 180_000;

        @AttributeDefinition(description = "How long a silent connection is kept, in milliseconds.")
        int idle_ms() default 60_000;

        @AttributeDefinition(
                description = "For how long at least a request's body may come as slowly as it likes, in seconds.",
                min = "1")
        int body_grace_s() default 30;

        @AttributeDefinition(
                description = "How many bytes a second a request's body must come at beyond; 0 for no bound.",
                min = "0")
        int body_rate() default 2048;

        @AttributeDefinition(
                description =
                        "How many connections of clients each port may have; 0 for one for each 100 KB of the heap.",
                min = "0")
        int connections() default 0;

        @AttributeDefinition(
                description = "How long calls in flight may take to end when the server stops, in milliseconds.")
        int drain_ms() default 5_000;

        @AttributeDefinition(
                description = "Whether WSDLs and other documents that artefacts name may come from private addresses.")
        boolean document_private_addresses() default true;

        @AttributeDefinition(
                description = "How often to look for changed files in any case, in milliseconds.",
                min = "100")
        int scan_ms() default 2_000;
    }

    private final BundleContext context;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final List<HttpTransport.Listener> listeners = new ArrayList<>();
    private final Mediation mediation;
    private final Duration longestCall;
    private final Deployment deployment;

    /** Starts. What was begun is ended again if the rest fails. */
    @Activate
    public Gateway(BundleContext context, @Reference HttpTransport transport, @Reference GatewayTls tls, Config config)
            throws IOException {
        this.context = context;
        boolean started = false;
        try {
            Limits limits = new Limits(
                    config.body_bytes(),
                    BodyBudget.of(BodyBudget.Door.GATEWAY),
                    Duration.ofMillis(config.connect_timeout_ms()),
                    Duration.ofMillis(config.response_timeout_ms()),
                    tls::backends,
                    new TrustedProxies(Stream.of(config.trusted_proxies())
                            // A file of etc has them in one text.
                            .flatMap(text -> Stream.of(text.split(",", -1)))
                            .filter(text -> !text.isBlank())
                            .map(AddressRange::parse)
                            .toList()));
            longestCall = limits.responseTimeout().plusSeconds(60);
            Plugins plugins = new Plugins();
            parts.add(new PluginServices(context, plugins));
            Workers workers = part(new Workers(config.workers(), config.workers_queue()));
            mediation = part(new Mediation(workers, limits, plugins, InstantSource.system()));
            deployment = part(new Deployment(
                    home(context).resolve(CONFIGURATION),
                    mediation,
                    plugins,
                    new Documents(home(context), config.document_private_addresses(), tls::backends),
                    Duration.ofMillis(config.scan_ms()),
                    longestCall));
            String host = text(config.host(), context.getProperty("apim.bind"), "0.0.0.0");
            int http = port(config.http_port(), context.getProperty("http.nio.port"), 8280);
            int https = port(config.https_port(), context.getProperty("https.nio.port"), 8243);
            ListenerSettings plain = new ListenerSettings(
                    host,
                    http,
                    null,
                    Duration.ofMillis(config.idle_ms()),
                    new ListenerSettings.Pace(config.body_grace_s(), config.body_rate()),
                    config.connections() > 0
                            ? config.connections()
                            : (int) (Runtime.getRuntime().maxMemory() / HEAP_OF_A_CONNECTION),
                    MAX_HEADER_BYTES,
                    Duration.ofMillis(config.drain_ms()));
            ListenerSettings secure = new ListenerSettings(
                    host,
                    https,
                    tls::server,
                    plain.idle(),
                    plain.pace(),
                    plain.connections(),
                    plain.maxHeaderBytes(),
                    plain.drain());
            listeners.add(part(transport.listen(plain, mediation)));
            listeners.add(part(transport.listen(secure, mediation)));
            if (ON_LOOPBACK.contains(host)) {
                mediation.listensAt("http", listeners.get(0).port());
                mediation.listensAt("https", listeners.get(1).port());
            }
            LOG.info(
                    "The gateway serves {} APIs on {}:{} (http) and {} (https)",
                    deployment.names().size(),
                    host,
                    http,
                    https);
            started = true;
        } finally {
            if (!started) {
                end();
            }
        }
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    private static Path home(BundleContext context) {
        return Path.of(text("", context.getProperty("carbon.home"), "."));
    }

    private static String text(String configured, String property, String otherwise) {
        if (!configured.isBlank()) {
            return configured;
        }
        return property == null || property.isBlank() ? otherwise : property.trim();
    }

    private static int port(int configured, String property, int otherwise) {
        return configured >= 0 ? configured : Integer.parseInt(text("", property, String.valueOf(otherwise)));
    }

    /**
     * Gives the ports, and the requests that nothing was done to yet, to the gateway that comes next. Those in flight have a
     * moment to end; the longer ones do so behind its back: nobody waits for them, and what they need may be what goes and
     * comes along with this.
     */
    @Deactivate
    void stop() {
        listeners.forEach(HttpTransport.Listener::leave);
        mediation.leave();
        try {
            deployment.rest();
        } catch (IOException e) {
            LOG.warn("The gateway's folders are still watched", e);
        }
        if (context.getBundle(0).getState() == Bundle.STOPPING
                || listeners.stream().allMatch(listener -> listener.drain(MOMENT))) {
            end();
        } else {
            OwnClasses.loadAll(context.getBundle(), "/org/gatehouse");
            Thread rest = new Thread(this::endWhenDrained, "gateway-drain");
            rest.setDaemon(true);
            rest.start();
        }
    }

    private void endWhenDrained() {
        listeners.forEach(listener -> listener.drain(longestCall));
        end();
    }

    /** Ends the parts, the last one first: ports before what answers on them. */
    private void end() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception | LinkageError e) { // a bundle that was updated meanwhile gives no classes any more
                LOG.warn("A part of the gateway did not end cleanly", e);
            }
        }
        parts.clear();
    }

    @Override
    public Optional<String> find(String deployedName) {
        return deployment.find(deployedName);
    }

    @Override
    public List<String> names() {
        return deployment.names();
    }

    @Override
    public void put(String deployedName, String xml) {
        deployment.put(deployedName, xml);
    }

    @Override
    public void putAll(Map<String, String> xml) {
        deployment.putAll(xml);
    }

    @Override
    public void checkAll(Map<String, String> xml) {
        deployment.checkAll(xml);
    }

    @Override
    public void remove(String deployedName) {
        deployment.remove(deployedName);
    }

    @Override
    public Optional<String> findSequence(String name) {
        return deployment.findSequence(name);
    }

    @Override
    public void putSequence(String name, String xml) {
        deployment.putSequence(name, xml);
    }

    @Override
    public void removeSequence(String name) {
        deployment.removeSequence(name);
    }
}
