package org.gatehouse.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.domain.tls.TlsIdentity;

/** Shows a fresh certificate for localhost, and trusts that alone. */
public final class SelfSignedTls implements TlsIdentity {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "gatehouse";

    private final KeyStore store = SelfSigned.ec().store(ALIAS, PASSWORD);

    @Override
    public SSLContext server() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SSLContext client() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public KeyStore keyStore() {
        return store;
    }

    @Override
    public char[] keyPassword() {
        return PASSWORD.clone();
    }

    @Override
    public String alias() {
        return ALIAS;
    }
}
