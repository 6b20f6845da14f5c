package org.gatehouse.keys;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Clients;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.keys.Tokens;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients that register themselves, apart from the store's applications. Each is managed with a token of its own. */
@Component(service = {Registrations.class, Clients.class})
public final class Registrations implements Clients {
    /** The scope of a token that manages its client's registration, and is good for nothing else. */
    private static final String MANAGEMENT = "am_client_registration";

    /** What the store's applications may use, too. */
    private static final Set<String> WITHOUT_BROWSER =
            Set.of(Grants.CLIENT_CREDENTIALS, Grants.PASSWORD, Grants.REFRESH_TOKEN);

    private static final Set<String> ALL = Set.of(
            Grants.CLIENT_CREDENTIALS,
            Grants.PASSWORD,
            Grants.REFRESH_TOKEN,
            Authorizations.CODE,
            Authorizations.IMPLICIT);

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private final Consumers consumers;
    private final Tokens tokens;
    private final Grants grants;
    private final Memories memories;
    private final Secrets secrets = new Secrets();

    /** Over what is stored. */
    @Activate
    public Registrations(
            @Reference Consumers consumers,
            @Reference Tokens tokens,
            @Reference Grants grants,
            @Reference Memories memories) {
        this.consumers = consumers;
        this.tokens = tokens;
        this.grants = grants;
        this.memories = memories;
    }

    /**
     * A new client.
     *
     * @param client the client
     * @param managementToken what its registration is managed with; shown once, never printed
     */
    public record Registered(Consumer client, String managementToken) {
        @Override
        public String toString() {
            return "Registered[" + client + ", ****]";
        }
    }

    /** Adds a client in the caller's name. */
    public Registered add(
            Caller caller,
            String name,
            List<String> addresses,
            Set<String> grantTypes,
            boolean secret,
            TokenFormat format) {
        Consumer client = new Consumer(
                secrets.consumerKey(),
                secret ? secrets.consumerKey() : "",
                caller.user(),
                name,
                String.join(" ", addresses),
                grantTypes,
                format);
        consumers.save(client);
        AccessToken management = new AccessToken(
                secrets.token(),
                null,
                client.key(),
                caller.user(),
                false,
                new TreeSet<>(Set.of(MANAGEMENT)),
                grants.now(),
                null,
                AccessToken.State.ACTIVE);
        tokens.add(management);
        LOG.info("Client {} was registered by {}", client.key(), caller.user());
        return new Registered(client, management.value());
    }

    @Override
    public Consumer add(Caller caller, UserName owner, String name, List<String> addresses) {
        requireMayManage(caller, owner);
        Consumer client = new Consumer(
                secrets.consumerKey(),
                secrets.consumerKey(),
                owner,
                name,
                String.join(" ", addresses),
                addresses.isEmpty() ? WITHOUT_BROWSER : ALL,
                TokenFormat.OPAQUE);
        consumers.save(client);
        LOG.info("Client {} of {} was added by {}", client.key(), owner, caller.user());
        return client;
    }

    @Override
    public Optional<Consumer> find(Caller caller, String consumerKey) {
        Optional<Consumer> client = consumers.find(consumerKey);
        client.ifPresent(found -> requireMayManage(caller, found.owner()));
        return client;
    }

    @Override
    public void remove(Caller caller, String consumerKey) {
        find(caller, consumerKey).ifPresent(this::remove);
    }

    @Override
    public void revoke(Caller caller, String consumerKey, String token) {
        find(caller, consumerKey).ifPresent(client -> grants.revoke(client, token));
    }

    private static void requireMayManage(Caller caller, UserName owner) {
        boolean own = caller.user().qualified().equalsIgnoreCase(owner.qualified());
        if (!own) {
            caller.requireManages(owner.tenant());
        }
    }

    /** The client of that key, for whoever has its management token. */
    public Optional<Consumer> managed(String consumerKey, String managementToken) {
        return grants.live(managementToken)
                .filter(token -> token.consumerKey().equals(consumerKey))
                .filter(token -> token.scopes().contains(MANAGEMENT))
                .flatMap(token -> consumers.find(consumerKey));
    }

    /** Changes what a client says of itself; key and secret stay. */
    public Consumer update(
            Consumer client, String name, List<String> addresses, Set<String> grantTypes, TokenFormat format) {
        Consumer after = new Consumer(
                client.key(), client.secret(), client.owner(), name, String.join(" ", addresses), grantTypes, format);
        consumers.save(after);
        return after;
    }

    /** Removes the client with all its tokens. */
    public void remove(Consumer client) {
        consumers.remove(client.key());
        memories.forgetConsumer(client.key());
        LOG.info("Client {} was removed", client.key());
    }
}
