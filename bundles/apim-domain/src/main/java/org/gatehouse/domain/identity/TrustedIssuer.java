package org.gatehouse.domain.identity;

import java.security.cert.X509Certificate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider whose statements about some users are believed.
 *
 * @param name what operators call it
 * @param issuer how it names itself in what it issues
 * @param alias how it names this server, as the audience of what it issues; empty for the address of the token endpoint
 * @param certificate what its signatures are checked with
 * @param realm the users of whom it may speak; null for none
 */
public record TrustedIssuer(
        String name,
        String issuer,
        String alias,
        X509Certificate certificate,
        @Nullable Realm realm) {
    /**
     * Some of the users of a tenant.
     *
     * @param tenant the tenant's domain
     * @param store the domain of their user store, {@value #PRIMARY} for those without one in front of their names
     * @param strangers whether users count who have no account here
     * @param administrators whether users count who run the server or its accounts
     */
    public record Realm(String tenant, String store, boolean strangers, boolean administrators) {
        /** The users of the database, whose names have no domain in front. */
        public static final String PRIMARY = "PRIMARY";

        /** Domains are in capitals, as in front of names. */
        public Realm {
            tenant = tenant.toLowerCase(Locale.ROOT);
            store = store.toUpperCase(Locale.ROOT);
        }

        /** Whether it is a user of that tenant and store. */
        public boolean covers(UserName user) {
            int slash = user.name().indexOf('/');
            String domain = slash <= 0 ? PRIMARY : user.name().substring(0, slash);
            return user.tenant().equals(tenant) && domain.equalsIgnoreCase(store);
        }
    }
}
