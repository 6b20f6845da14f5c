package org.gatehouse.keys;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.AuthorizationServer;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyIssuer;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys and tokens for the store's applications, from the authorization server in charge. */
@Component(service = KeyIssuer.class)
public final class ApplicationKeyIssuer implements KeyIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationKeyIssuer.class);

    private final Consumers consumers;
    private final Subscriptions subscriptions;
    private final Memories memories;
    private final AuthorizationServers servers;
    /** An application gets one client of a type, however many ask at once; others need not wait for that. */
    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    /** Over what is stored. */
    @Activate
    public ApplicationKeyIssuer(
            @Reference Consumers consumers,
            @Reference Subscriptions subscriptions,
            @Reference Memories memories,
            @Reference AuthorizationServers servers) {
        this.consumers = consumers;
        this.subscriptions = subscriptions;
        this.memories = memories;
        this.servers = servers;
    }

    @Override
    public IssuedKey issue(Caller caller, KeyOrder order) {
        AuthorizationServer server = servers.chosen();
        long application = order.application().id();
        Consumer consumer;
        synchronized (locks[Math.floorMod(Long.hashCode(application), locks.length)]) {
            consumer = existing(application, order.type())
                    .map(known -> inFormat(known, order.format()))
                    .orElseGet(() -> registered(server, caller, order));
            subscriptions.saveKey(
                    new ApplicationKey(application, order.type(), consumer.key(), order.allowedDomains()));
        }
        memories.forgetConsumer(consumer.key());
        return new IssuedKey(consumer, server.applicationToken(caller, consumer, order));
    }

    private Consumer inFormat(Consumer consumer, @Nullable TokenFormat format) {
        if (format == null || format == consumer.format()) {
            return consumer;
        }
        Consumer changed = consumer.with(format);
        consumers.save(changed);
        return changed;
    }

    private Consumer registered(AuthorizationServer server, Caller caller, KeyOrder order) {
        Consumer consumer = server.register(caller, order);
        consumers.save(consumer);
        return consumer;
    }

    @Override
    public IssuedKey renew(Caller caller, KeyOrder order, String oldToken) {
        AuthorizationServer server = servers.chosen();
        Consumer consumer = existing(order.application().id(), order.type())
                .orElseThrow(() ->
                        new NotFound("Application " + order.application().name() + " has no " + order.type() + " key"));
        server.revoke(consumer, oldToken);
        memories.forgetToken(oldToken);
        return new IssuedKey(consumer, server.applicationToken(caller, consumer, order));
    }

    @Override
    public void withdraw(Caller caller, long applicationId, KeyType type) {
        existing(applicationId, type).ifPresent(consumer -> {
            servers.chosen().remove(consumer);
            subscriptions.removeKey(applicationId, type);
            consumers.remove(consumer.key());
            memories.forgetConsumer(consumer.key());
            LOG.info("The {} key of application {} was withdrawn by {}", type, applicationId, caller.user());
        });
    }

    private Optional<Consumer> existing(long applicationId, KeyType type) {
        List<ApplicationKey> keys = subscriptions.keys(applicationId);
        return keys.stream()
                .filter(key -> key.type() == type)
                .findFirst()
                .flatMap(key -> consumers.find(key.consumerKey()));
    }
}
