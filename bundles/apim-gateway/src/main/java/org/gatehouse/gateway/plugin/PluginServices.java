package org.gatehouse.gateway.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.synapse.Mediator;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.GatewayPlugin;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the slots from the service registry. Of several services for one name the best ranked is taken. */
public final class PluginServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginServices.class);

    private final BundleContext context;
    private final ServiceTracker<Handler, ServiceReference<Handler>> handlers;
    private final ServiceTracker<Mediator, ServiceReference<Mediator>> mediators;

    /** Starts to track. */
    public PluginServices(BundleContext context, Plugins plugins) {
        this.context = context;
        handlers = track(Handler.class, plugins::provideHandler);
        mediators = track(Mediator.class, plugins::provideMediator);
    }

    private <T> ServiceTracker<T, ServiceReference<T>> track(
            Class<T> type, BiConsumer<List<String>, @Nullable Source<T>> provide) {
        ServiceTracker<T, ServiceReference<T>> tracker =
                new ServiceTracker<>(context, type, new Filler<>(this::source, provide));
        tracker.open();
        return tracker;
    }

    private <T> Source<T> source(ServiceReference<T> reference) {
        ServiceObjects<T> objects = context.getServiceObjects(reference);
        return new Source<>() {
            @Override
            public @Nullable T take() {
                return objects.getService();
            }

            @Override
            public void release(T instance) {
                try {
                    objects.ungetService(instance);
                } catch (IllegalStateException gone) {
                    LOG.debug("The framework has released {} with the bundle", reference);
                }
            }
        };
    }

    @Override
    public void close() {
        handlers.close();
        mediators.close();
    }

    private static final class Filler<T> implements ServiceTrackerCustomizer<T, ServiceReference<T>> {
        private final Function<ServiceReference<T>, Source<T>> sources;
        private final BiConsumer<List<String>, @Nullable Source<T>> provide;
        private final Map<ServiceReference<T>, Source<T>> known =
                new ConcurrentSkipListMap<>(Comparator.reverseOrder());

        Filler(
                Function<ServiceReference<T>, Source<T>> sources,
                BiConsumer<List<String>, @Nullable Source<T>> provide) {
            this.sources = sources;
            this.provide = provide;
        }

        @Override
        public @Nullable ServiceReference<T> addingService(ServiceReference<T> reference) {
            List<String> names = names(reference);
            if (names.isEmpty()) {
                return null;
            }
            known.put(reference, sources.apply(reference));
            names.forEach(this::fill);
            return reference;
        }

        @Override
        public void modifiedService(ServiceReference<T> reference, ServiceReference<T> same) {
            names(reference).forEach(this::fill);
        }

        @Override
        public void removedService(ServiceReference<T> reference, ServiceReference<T> same) {
            known.remove(reference);
            names(reference).forEach(this::fill);
        }

        private void fill(String name) {
            Source<T> best = known.entrySet().stream()
                    .filter(entry -> names(entry.getKey()).contains(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            provide.accept(List.of(name), best);
        }

        private static List<String> names(ServiceReference<?> reference) {
            Object names = reference.getProperty(GatewayPlugin.CLASS);
            if (names instanceof String[] several) {
                return List.of(several);
            }
            return names instanceof String one ? List.of(one) : List.of();
        }
    }
}
