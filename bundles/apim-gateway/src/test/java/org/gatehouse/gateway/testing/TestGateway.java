package org.gatehouse.gateway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.synapse.Mediator;
import org.apache.synapse.rest.Handler;
import org.gatehouse.domain.intake.BodyBudget;
import org.gatehouse.domain.tier.AddressRange;
import org.gatehouse.gateway.deployment.Deployment;
import org.gatehouse.gateway.deployment.Documents;
import org.gatehouse.gateway.mediation.call.Limits;
import org.gatehouse.gateway.mediation.call.Mediation;
import org.gatehouse.gateway.mediation.call.TrustedProxies;
import org.gatehouse.gateway.mediation.call.Workers;
import org.gatehouse.gateway.plugin.Plugins;
import org.gatehouse.gateway.plugin.Source;
import org.gatehouse.gateway.transport.BackendTls;

/** A gateway without OSGi and ports, over a folder of artefacts. */
public final class TestGateway implements AutoCloseable {
    public final Path root;
    public final Plugins plugins = new Plugins(Duration.ofSeconds(4));
    public final Deployment deployment;
    public final Mediation mediation;
    public final BodyBudget bodies = new BodyBudget(100_000);
    private final Workers workers = new Workers(4, 100);

    public TestGateway(Path root) throws IOException {
        this.root = root;
        mediation = new Mediation(
                workers,
                new Limits(
                        1000,
                        bodies,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        () -> BackendTls.PLATFORM,
                        new TrustedProxies(List.of(AddressRange.parse("127.0.0.0/8")))),
                plugins,
                InstantSource.system());
        deployment = new Deployment(
                root,
                mediation,
                plugins,
                new Documents(root, true, () -> BackendTls.PLATFORM),
                Duration.ofMillis(200),
                Duration.ofSeconds(1));
    }

    /** Serves the exchange and waits for the answer. */
    public FakeExchange.Reply serve(FakeExchange exchange) {
        mediation.serve(exchange);
        return exchange.await();
    }

    public static void write(Path root, String path, String xml) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, xml);
    }

    public void handler(String className, Supplier<Handler> maker) {
        plugins.provideHandler(List.of(className), source(maker));
    }

    public void mediator(String className, Supplier<Mediator> maker) {
        plugins.provideMediator(List.of(className), source(maker));
    }

    private static <T> Source<T> source(Supplier<T> maker) {
        return new Source<>() {
            @Override
            public T take() {
                return maker.get();
            }

            @Override
            public void release(T instance) {}
        };
    }

    @Override
    public void close() throws IOException {
        deployment.close();
        mediation.close();
        workers.close();
    }
}
