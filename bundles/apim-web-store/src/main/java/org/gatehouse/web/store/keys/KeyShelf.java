package org.gatehouse.web.store.keys;

import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.store.ApplicationKeys;
import org.jspecify.annotations.Nullable;

/** What keys an application has, without making any. */
public final class KeyShelf {
    private final ApplicationKeys keys;

    public KeyShelf(ApplicationKeys keys) {
        this.keys = keys;
    }

    /** The application's key of that type; everything in it is null if there is none. */
    public Held find(Caller caller, Application application, KeyType type) {
        return keys.find(caller, application, type)
                .map(held -> new Held(
                        held.key(), held.client().orElse(null), held.token().orElse(null)))
                .orElse(Held.NOTHING);
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
