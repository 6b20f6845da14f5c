package org.gatehouse.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.domain.tls.TlsIdentity;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The key and trust store of this installation, {@code repository/resources/security/gatehouse.p12}. */
@Component
public final class InstallationTls implements TlsIdentity {
    private static final String ALIAS = "gatehouse";

    private final KeyStore store;
    private final char[] password;
    private final SSLContext server;
    private final SSLContext client;

    /** Reads the store. */
    @Activate
    public InstallationTls(BundleContext context) {
        this(Path.of(String.valueOf(context.getProperty("carbon.home")), "repository", "resources", "security"));
    }

    InstallationTls(Path folder) {
        Path file = folder.resolve("gatehouse.p12");
        Path passwordFile = folder.resolve("store.password");
        if (!Files.isReadable(file) || !Files.isReadable(passwordFile)) {
            throw new IllegalStateException(missing(file, passwordFile));
        }
        try {
            this.password = Files.readString(passwordFile).strip().toCharArray();
            this.store = load(file, password);
            if (!store.isKeyEntry(ALIAS)) {
                throw new IllegalStateException("certificate store: " + file + " has no key '" + ALIAS
                        + "' (expected: one; " + command(file, passwordFile) + ")");
            }
            this.server = serverContext();
            this.client = clientContext();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "certificate store: " + file + " cannot be opened with the password in " + passwordFile
                            + " (expected: a PKCS12 store with one password for store and key)",
                    e);
        }
    }

    @Override
    public SSLContext server() {
        return server;
    }

    @Override
    public SSLContext client() {
        return client;
    }

    @Override
    public KeyStore keyStore() {
        return store;
    }

    @Override
    public char[] keyPassword() {
        return password.clone();
    }

    @Override
    public String alias() {
        return ALIAS;
    }

    private static KeyStore load(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            loaded.load(in, password);
        }
        return loaded;
    }

    private SSLContext serverContext() throws GeneralSecurityException {
        // This algorithm, unlike the default one, chooses among several keys by the name that the client asks for.
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        // Java 17 offers TLS 1.2 and 1.3 under this name; the older ones are disabled in its security properties.
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
        return context;
    }

    private SSLContext clientContext() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    /** Trusts the store's certificates and, so that parts of one installation trust each other, the one of its key. */
    private TrustManagerFactory trust() throws GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                trusted.setCertificateEntry(alias, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }

    private static String missing(Path file, Path passwordFile) {
        return "certificate store: " + file + " or " + passwordFile + " is missing or cannot be read (expected: both; "
                + command(file, passwordFile) + ")";
    }

    private static String command(Path file, Path passwordFile) {
        return String.join(
                " ",
                Arrays.asList(
                        "write a password into " + passwordFile.getFileName() + " and make the store with:",
                        "keytool -genkeypair -alias " + ALIAS + " -keyalg EC -groupname secp256r1 -validity 825",
                        "-dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1 -storetype PKCS12",
                        "-keystore " + file + " -storepass:file " + passwordFile));
    }
}
