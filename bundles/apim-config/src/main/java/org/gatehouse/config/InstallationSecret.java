package org.gatehouse.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.keys.TokenSecret;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The secret in {@code repository/resources/security/token.secret}: 64 hexadecimal digits. */
@Component
public final class InstallationSecret implements TokenSecret {
    private static final int BYTES = 32;

    private final Path file;

    /** Of this installation; nothing is read yet. */
    @Activate
    public InstallationSecret(BundleContext context) {
        this(Path.of(String.valueOf(context.getProperty("carbon.home")), "repository", "resources", "security"));
    }

    InstallationSecret(Path folder) {
        this.file = folder.resolve("token.secret");
    }

    @Override
    public boolean isThere() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public synchronized byte[] bytes() {
        try {
            if (!isThere()) {
                make();
            }
            byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
            if (secret.length == BYTES) {
                return secret;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(e);
        }
        throw unusable(null);
    }

    private Unavailable unusable(@Nullable Exception cause) {
        String text = "secret: " + file + " cannot be used (expected: " + 2 * BYTES
                + " hexadecimal digits, those with which the tokens in the database were sealed)";
        return cause == null ? new Unavailable(text) : new Unavailable(text, cause);
    }

    /** For its owner only, and never over one that is there. */
    private void make() throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Files.createDirectories(file.getParent());
        FileAttribute<?>[] ownersOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly)) {
            out.write(ByteBuffer.wrap((HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException made) {
            // By another process, a moment ago: that one is it.
        }
    }
}
