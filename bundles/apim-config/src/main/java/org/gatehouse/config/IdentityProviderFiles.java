package org.gatehouse.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.identity.TrustedIssuers;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of {@code repository/conf/identity/identity-providers}, one for each provider, in the format of API Manager
 * 1.9: {@code IdentityProviderName}, {@code Alias}, {@code Certificate}, and the property {@code IdpEntityId} of a federated
 * authenticator where the provider names itself otherwise. Looked at whenever a statement comes, and read if changed.
 */
@Component
public final class IdentityProviderFiles implements TrustedIssuers {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProviderFiles.class);
    private static final int MAX_BYTES = 1 << 20;

    private final Path folder;
    private Map<Path, FileTime> seen = Map.of();
    private Map<String, TrustedIssuer> byIssuer = Map.of();

    /** Of this installation. */
    @Activate
    public IdentityProviderFiles(BundleContext context) {
        this(Path.of(
                String.valueOf(context.getProperty("carbon.home")),
                "repository",
                "conf",
                "identity",
                "identity-providers"));
    }

    IdentityProviderFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized Optional<TrustedIssuer> find(String issuer) {
        look();
        return Optional.ofNullable(byIssuer.get(issuer));
    }

    private void look() {
        Map<Path, FileTime> now = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.xml")) {
            for (Path file : files) {
                now.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            // No folder, nobody trusted.
            now.clear();
        }
        if (!now.equals(seen)) {
            seen = now;
            byIssuer = read(now.keySet().stream().sorted().toList());
        }
    }

    private static Map<String, TrustedIssuer> read(List<Path> files) {
        Map<String, TrustedIssuer> all = new HashMap<>();
        for (Path file : files) {
            try {
                TrustedIssuer provider = read(file);
                if (all.putIfAbsent(provider.issuer(), provider) == null) {
                    LOG.info("Users of {} are believed, as {} says", provider.name(), file);
                } else {
                    LOG.error("{} refused: {} is in another file already", file, provider.issuer());
                }
            } catch (RefusedFile e) {
                e.problems().forEach(problem -> LOG.error("{} refused, nobody is believed by it: {}", file, problem));
            } catch (IOException e) {
                LOG.error("{} could not be read: {}", file, e.toString());
            }
        }
        return all;
    }

    private static TrustedIssuer read(Path file) throws IOException, RefusedFile {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
        }
        XmlElement root = StrictXml.parse(bytes);
        String name = text(root, "IdentityProviderName");
        if (!root.name().equals("IdentityProvider") || name.isEmpty()) {
            throw new RefusedFile(List.of("line " + root.line() + ": " + root.name()
                    + " (expected: IdentityProvider with IdentityProviderName)"));
        }
        String entity = root.all("FederatedAuthenticatorConfigs").stream()
                .flatMap(configs -> configs.children().stream())
                .flatMap(config -> config.all("Properties/property").stream())
                .filter(property -> text(property, "Name").equals("IdpEntityId"))
                .map(property -> text(property, "Value"))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(name);
        return new TrustedIssuer(name, entity, text(root, "Alias"), certificate(root));
    }

    /** In Base64, with or without the lines that PEM has around it, or as Base64 of such a text. */
    private static X509Certificate certificate(XmlElement root) throws RefusedFile {
        String text = text(root, "Certificate");
        try {
            byte[] bytes = decoded(text);
            if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith("-----BEGIN")) {
                bytes = decoded(new String(bytes, StandardCharsets.ISO_8859_1));
            }
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException | IllegalArgumentException e) {
            int line = root.all("Certificate").stream()
                    .map(XmlElement::line)
                    .findFirst()
                    .orElse(root.line());
            throw new RefusedFile(List.of("line " + line + ": Certificate (expected: an X.509 certificate in Base64)"));
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String text(XmlElement parent, String name) {
        return parent.all(name).stream().map(XmlElement::text).findFirst().orElse("");
    }
}
