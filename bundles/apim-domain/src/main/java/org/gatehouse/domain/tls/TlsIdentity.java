package org.gatehouse.domain.tls;

import java.security.KeyStore;
import javax.net.ssl.SSLContext;

/**
 * The certificate this server shows and the ones it trusts, from the key and trust store of the installation. The trust
 * store has the server's own certificate, so that its parts trust each other.
 */
public interface TlsIdentity {
    /** A context for listening sockets. TLS 1.2 and later. */
    SSLContext server();

    /** A context for connections to parts of this system, checked against the trust store. */
    SSLContext client();

    /** The server's key and certificate, under {@link #alias()}. */
    KeyStore keyStore();

    /** The password of the key; to be wiped by whoever asks. */
    char[] keyPassword();

    /** The alias of the server's key. */
    String alias();
}
