package org.gatehouse.domain.tls;

import java.security.KeyStore;
import org.gatehouse.domain.Unavailable;

/** The RSA key that statements about a tenant's users are signed with: the installation's own for the tenant that owns it. */
@FunctionalInterface
public interface TenantSigning {
    /**
     * Key and certificate of the tenant, made the first time somebody asks.
     *
     * @throws Unavailable if they can be neither read nor made
     */
    KeyStore.PrivateKeyEntry signer(String tenant);
}
