package org.gatehouse.domain.tls;

import java.security.KeyStore;
import org.gatehouse.domain.Unavailable;

/** The RSA key that this installation signs statements with, and the certificate that others check them by. */
public interface SigningIdentity {
    /**
     * Key and certificate, as they are now.
     *
     * @throws Unavailable if there are none, or they cannot be read
     */
    KeyStore.PrivateKeyEntry signer();
}
