package org.gatehouse.web.store.keys;

import java.util.Optional;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.store.Store;
import org.jspecify.annotations.Nullable;

/** What keys an application has, without making any. */
public final class KeyShelf {
    private final Store store;
    private final Consumers consumers;
    private final Tokens tokens;

    /** Of a store's applications. */
    public KeyShelf(Store store, Consumers consumers, Tokens tokens) {
        this.store = store;
        this.consumers = consumers;
        this.tokens = tokens;
    }

    /** The application's key of that type; everything in it is null if there is none. */
    public Held find(Application application, KeyType type) {
        Optional<ApplicationKey> key = store.keys(application).stream()
                .filter(candidate -> candidate.type() == type)
                .findFirst();
        return key.map(this::held).orElse(Held.NOTHING);
    }

    private Held held(ApplicationKey key) {
        Consumer consumer = consumers.find(key.consumerKey()).orElse(null);
        AccessToken token = tokens.active(key.consumerKey()).stream()
                .filter(candidate -> !candidate.ofUser())
                .findFirst()
                .orElse(null);
        return new Held(key, consumer, token);
    }

    /**
     * A key with what belongs to it.
     *
     * @param key the mapping
     * @param consumer the client
     * @param token the client's application token
     */
    public record Held(
            @Nullable ApplicationKey key,
            @Nullable Consumer consumer,
            @Nullable AccessToken token) {
        static final Held NOTHING = new Held(null, null, null);

        /** Null if there is none. */
        public @Nullable String accessToken() {
            return token == null ? null : token.value();
        }

        /** Null if there is none. */
        public @Nullable String consumerKey() {
            return key == null ? null : key.consumerKey();
        }

        /** Null if there is none. */
        public @Nullable String consumerSecret() {
            return consumer == null ? null : consumer.secret();
        }

        /** Null if there is none. */
        public @Nullable String details() {
            return consumer == null ? null : KeyAnswer.details(consumer);
        }

        /** Null if there is none. */
        public @Nullable String domains() {
            return key == null ? null : KeyAnswer.domains(key.allowedDomains());
        }

        /** Null if there is none. */
        public @Nullable Long validity() {
            return token == null ? null : KeyAnswer.seconds(token);
        }

        /** Null if there is none. */
        public @Nullable String state() {
            return key == null ? null : "APPROVED";
        }

        /** Null if there is none. */
        public @Nullable String scopes() {
            return token == null ? null : String.join(", ", token.scopes());
        }

        /** Null if there is none. */
        public @Nullable String scopeNames() {
            String scopes = scopes();
            return scopes == null ? null : scopes.replaceAll("\\bdefault\\b", "Default");
        }
    }
}
