package org.gatehouse.store;

import java.lang.annotation.Annotation;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.keys.KeyIssuer;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Tiers;

/** Does the wiring that the container does otherwise. */
public final class TestStore {
    private TestStore() {}

    public static Store with(
            Apis apis, Applications applications, Subscriptions subscriptions, Tiers tiers, KeyIssuer issuer) {
        KeyManagers keys = new KeyManagers();
        keys.setIssuer(issuer);
        return new Store(apis, applications, subscriptions, tiers, keys, new Defaults());
    }

    @SuppressWarnings("BadAnnotationImplementation") // Only its values are asked for.
    private static final class Defaults implements Store.Config {
        @Override
        public boolean display_multiple_versions() {
            return false;
        }

        @Override
        public boolean display_all_apis() {
            return false;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Store.Config.class;
        }
    }
}
