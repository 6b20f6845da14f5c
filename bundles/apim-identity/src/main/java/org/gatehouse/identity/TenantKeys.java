package org.gatehouse.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
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
    private static final int KEY_BITS = 2048;
    private static final Duration LIFE = Duration.ofDays(3650);
    /** A positive number of at most 20 bytes (RFC 5280 §4.1.2.2). */
    private static final int SERIAL_BITS = 128;

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

    private static byte[] made(String alias, String tenant, String password)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                alias, pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate(tenant, pair)});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        return bytes.toByteArray();
    }

    /** Signed by itself: who trusts it has been given it. */
    private static X509Certificate certificate(String tenant, KeyPair pair) throws GeneralSecurityException {
        X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, tenant).build();
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now),
                Date.from(now.plus(LIFE)),
                name,
                pair.getPublic());
        try {
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("a certificate could not be signed", e);
        }
    }
}
