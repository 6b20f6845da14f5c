package org.gatehouse.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.tls.SigningIdentity;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The key in {@code repository/resources/security/signing.p12}, read again when the file is another one. */
@Component
public final class InstallationSigning implements SigningIdentity {
    private static final String ALIAS = "signing";

    private final Path file;
    private final Path passwordFile;
    private volatile @Nullable Loaded loaded;

    private record Loaded(FileTime modified, KeyStore.PrivateKeyEntry entry) {}

    /** Of this installation; nothing is read yet. */
    @Activate
    public InstallationSigning(BundleContext context) {
        this(Path.of(String.valueOf(context.getProperty("carbon.home")), "repository", "resources", "security"));
    }

    InstallationSigning(Path folder) {
        this.file = folder.resolve("signing.p12");
        this.passwordFile = folder.resolve("store.password");
    }

    @Override
    public KeyStore.PrivateKeyEntry signer() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            Loaded known = loaded;
            if (known == null || !known.modified().equals(modified)) {
                known = new Loaded(modified, read());
                loaded = known;
            }
            return known.entry();
        } catch (IOException | GeneralSecurityException e) {
            throw new Unavailable(
                    "signing key: " + file + " cannot be read (expected: a PKCS12 store with an RSA key '" + ALIAS
                            + "' and the password in " + passwordFile.getFileName()
                            + " for store and key; keytool -genkeypair -alias " + ALIAS
                            + " -keyalg RSA -keysize 2048 -dname CN=localhost -storetype PKCS12 makes one)",
                    e);
        }
    }

    private KeyStore.PrivateKeyEntry read() throws IOException, GeneralSecurityException {
        char[] password = Files.readString(passwordFile).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        if (store.getEntry(ALIAS, new KeyStore.PasswordProtection(password)) instanceof KeyStore.PrivateKeyEntry entry
                && entry.getCertificate().getPublicKey() instanceof RSAPublicKey) {
            return entry;
        }
        throw new GeneralSecurityException("no RSA key " + ALIAS);
    }
}
