package org.gatehouse.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.tls.SigningIdentity;
import org.gatehouse.domain.tls.TenantSigning;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key store for each tenant, in the tenant's registry under the name that API Manager 1.9 gives it: the domain with
 * hyphens for dots. Its password is made of the installation's secret, so that whoever reads the database has no key.
 */
@Component
public final class TenantKeys implements TenantSigning {
    private static final Logger LOG = LoggerFactory.getLogger(TenantKeys.class);
    private static final String FOLDER = Registry.GOVERNANCE + "/repository/security/key-stores/";
    private static final String MAC = "HmacSHA256";
    private static final int MOST_KNOWN = 1_000;
    private static final long PATIENCE_SECONDS = 60;

    private final SigningIdentity own;
    private final Registry registry;
    private final TokenSecret secret;
    private final Map<String, KeyStore.PrivateKeyEntry> known = new ConcurrentHashMap<>();

    /** Nothing is read yet. */
    @Activate
    public TenantKeys(@Reference SigningIdentity own, @Reference Registry registry, @Reference TokenSecret secret) {
        this.own = own;
        this.registry = registry;
        this.secret = secret;
    }

    @Override
    public KeyStore.PrivateKeyEntry signer(String tenant) {
        if (tenant.equals(UserName.SUPER_TENANT)) {
            return own.signer();
        }
        KeyStore.PrivateKeyEntry entry = known.get(tenant);
        if (entry == null) {
            entry = stored(tenant);
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(tenant, entry);
        }
        return entry;
    }

    /** Of two servers that make one at once, the one that comes first has made it for both. */
    private synchronized KeyStore.PrivateKeyEntry stored(String tenant) {
        String alias = tenant.replace('.', '-');
        String path = FOLDER + alias + ".p12";
        try {
            String password = password(tenant);
            if (registry.find(tenant, path).isEmpty()) {
                registry.putIfAbsent(
                        tenant, new RegistryFile(path, "application/x-pkcs12", made(alias, tenant, password)));
                LOG.info("Tenant {} has a key", tenant);
            }
            byte[] bytes = registry.find(tenant, path).orElseThrow().content();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password.toCharArray());
            return (KeyStore.PrivateKeyEntry)
                    store.getEntry(alias, new KeyStore.PasswordProtection(password.toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            throw new Unavailable(
                    "key of tenant " + tenant + ": " + path
                            + " cannot be used (expected: one that this installation made)",
                    e);
        }
    }

    private String password(String tenant) throws GeneralSecurityException {
        byte[] bytes = secret.bytes();
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(bytes, MAC));
            return HexFormat.of().formatHex(mac.doFinal(("key store of " + tenant).getBytes(StandardCharsets.UTF_8)));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** By the tool that comes with Java, which has no interface for making certificates. */
    private static byte[] made(String alias, String tenant, String password) throws IOException {
        Path folder = Files.createTempDirectory("apim-key");
        Path file = folder.resolve("store.p12");
        try {
            ProcessBuilder keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            alias,
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-sigalg",
                            "SHA256withRSA",
                            "-validity",
                            "3650",
                            "-dname",
                            "CN=" + tenant,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass:env",
                            "APIM_STORE_PASSWORD")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile());
            keytool.environment().put("APIM_STORE_PASSWORD", password);
            Process running = keytool.start();
            if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IOException("keytool did not end within " + PATIENCE_SECONDS + " s");
            }
            if (running.exitValue() != 0) {
                throw new IOException(
                        "keytool: " + Files.readString(folder.resolve("said")).strip());
            }
            return Files.readAllBytes(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a key was made", e);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder.resolve("said"));
            Files.deleteIfExists(folder);
        }
    }
}
