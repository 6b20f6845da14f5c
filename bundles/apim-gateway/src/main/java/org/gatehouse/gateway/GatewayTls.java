package org.gatehouse.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.domain.tls.TlsIdentity;
import org.gatehouse.gateway.transport.BackendTls;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS on both sides of the gateway, as {@code axis2.xml} says; where it says nothing, the certificate and the trust of the
 * installation. A change holds from the next connection on. A store that cannot be opened changes nothing.
 */
@Component(service = GatewayTls.class, configurationPid = "apim.gateway.tls")
@Designate(ocd = GatewayTls.Config.class)
public final class GatewayTls {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayTls.class);

    private final TlsIdentity identity;
    private final Path home;
    private volatile Sides sides;

    /** As configured. */
    @Activate
    public GatewayTls(@Reference TlsIdentity identity, BundleContext context, Config config) {
        this(
                identity,
                Path.of(Optional.ofNullable(context.getProperty("carbon.home")).orElse(".")),
                config);
    }

    GatewayTls(TlsIdentity identity, Path home, Config config) {
        this.identity = identity;
        this.home = home;
        this.sides = read(config).orElseGet(this::ofTheInstallation);
    }

    /** Takes up what has changed. */
    @Modified
    void modified(Config config) {
        read(config).ifPresent(read -> sides = read);
    }

    /** The server's side of a new connection; chooses among several keys by the name that the client asks for. */
    SSLEngine server() {
        Sides now = sides;
        SSLEngine engine = now.server.createSSLEngine();
        switch (now.client) {
            case "require" -> engine.setNeedClientAuth(true);
            case "optional" -> engine.setWantClientAuth(true);
            default -> {
                // Clients stay anonymous.
            }
        }
        return engine;
    }

    /** How back ends are checked. */
    BackendTls backends() {
        return sides.backends;
    }

    private record Sides(SSLContext server, String client, BackendTls backends) {}

    private Sides ofTheInstallation() {
        try {
            return new Sides(
                    identity.server(),
                    "none",
                    new BackendTls(BackendTrust.context(null, identity.keyStore()), BackendTls.HostNames.DEFAULT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The trust store cannot be used", e);
        }
    }

    private Optional<Sides> read(Config config) {
        try {
            return Optional.of(new Sides(
                    server(config),
                    config.verify_client(),
                    new BackendTls(
                            BackendTrust.context(
                                    store(
                                                    config.backend_truststore_location(),
                                                    config.backend_truststore_type(),
                                                    config.backend_truststore_password())
                                            .orElse(null),
                                    identity.keyStore()),
                            hostNames(config.backend_hostnames()))));
        } catch (IOException | GeneralSecurityException e) {
            LOG.error("axis2.xml: what was in force stays, since a store cannot be opened: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private SSLContext server(Config config) throws IOException, GeneralSecurityException {
        Optional<KeyStore> keys = store(config.keystore_location(), config.keystore_type(), config.keystore_password());
        Optional<KeyStore> trusted =
                store(config.truststore_location(), config.truststore_type(), config.truststore_password());
        if (keys.isEmpty() && trusted.isEmpty()) {
            return identity.server();
        }
        char[] password = keys.isPresent() ? config.keystore_key_password().toCharArray() : identity.keyPassword();
        // This algorithm, unlike the default one, chooses among several keys by name.
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys.orElseGet(identity::keyStore), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust(trusted), null);
        return context;
    }

    /** Without a store, clients are checked as the installation does. */
    private TrustManager[] trust(Optional<KeyStore> store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.orElseGet(identity::keyStore));
        return factory.getTrustManagers();
    }

    private Optional<KeyStore> store(String location, String type, String password)
            throws IOException, GeneralSecurityException {
        if (location.isBlank()) {
            return Optional.empty();
        }
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(home.resolve(location))) {
            store.load(in, password.toCharArray());
        } catch (IOException e) {
            throw new IOException(location + ": " + e.getMessage(), e);
        }
        return Optional.of(store);
    }

    private static BackendTls.HostNames hostNames(String verifier) {
        return switch (verifier) {
            case "Strict" -> BackendTls.HostNames.STRICT;
            case "AllowAll" -> BackendTls.HostNames.ALLOW_ALL;
            default -> BackendTls.HostNames.DEFAULT;
        };
    }

    /** What an operator may set; {@code axis2.xml} does. */
    @ObjectClassDefinition(name = "API Manager: TLS of the gateway")
    @interface Config {
        @AttributeDefinition(description = "Key store of the https port; empty for the installation's.")
        String keystore_location() default "";

        @AttributeDefinition(description = "JKS or PKCS12.")
        String keystore_type() default "PKCS12";

        @AttributeDefinition(type = AttributeType.PASSWORD)
        String keystore_password() default "";

        @AttributeDefinition(type = AttributeType.PASSWORD)
        String keystore_key_password() default "";

        @AttributeDefinition(description = "Whose clients are trusted; empty for the installation's trust.")
        String truststore_location() default "";

        @AttributeDefinition(description = "JKS or PKCS12.")
        String truststore_type() default "PKCS12";

        @AttributeDefinition(type = AttributeType.PASSWORD)
        String truststore_password() default "";

        @AttributeDefinition(description = "Whether clients show a certificate: none, optional or require.")
        String verify_client() default "none";

        @AttributeDefinition(
                description = "Which back ends are trusted beside the installation's own; empty for the platform's.")
        String backend_truststore_location() default "";

        @AttributeDefinition(description = "JKS or PKCS12.")
        String backend_truststore_type() default "PKCS12";

        @AttributeDefinition(type = AttributeType.PASSWORD)
        String backend_truststore_password() default "";

        @AttributeDefinition(
                description = "How host names are checked: Strict, Default, DefaultAndLocalhost, AllowAll.")
        String backend_hostnames() default "Default";
    }
}
