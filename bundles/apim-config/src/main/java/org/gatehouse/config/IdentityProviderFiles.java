package org.gatehouse.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.identity.TrustedIssuer.Realm;
import org.gatehouse.domain.identity.TrustedIssuers;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The files of {@code repository/conf/identity/identity-providers}, one for each provider, in the format of API Manager
 * 1.9: {@code IdentityProviderName}, {@code Alias}, {@code Certificate}, and the property {@code IdpEntityId} of a federated
 * authenticator where the provider names itself otherwise. What 1.9 has no word for is whose users the provider may speak
 * of: {@code UserStoreDomain} ({@code PRIMARY} for the database; without it, nobody's) within {@code TenantDomain} (the super
 * tenant), with {@code UnknownUsers} also those who have no account here, with {@code Administrators} also those who run the
 * server or its accounts. Looked at whenever a statement comes, and read if changed.
 */
@Component
public final class IdentityProviderFiles implements TrustedIssuers {
    private final ChangingFolder<TrustedIssuer> files;

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
        this.files = new ChangingFolder<>(folder, IdentityProviderFiles::provider);
    }

    /** Of two that name themselves alike, the one whose file comes first. */
    @Override
    public Optional<TrustedIssuer> find(String issuer) {
        return files.all().stream()
                .filter(provider -> provider.issuer().equals(issuer))
                .findFirst();
    }

    private static TrustedIssuer provider(XmlElement root) throws RefusedFile {
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
        return new TrustedIssuer(name, entity, text(root, "Alias"), certificate(root), realm(root));
    }

    private static @Nullable Realm realm(XmlElement root) throws RefusedFile {
        String store = text(root, "UserStoreDomain");
        String tenant = text(root, "TenantDomain");
        boolean strangers = yes(root, "UnknownUsers");
        boolean administrators = yes(root, "Administrators");
        return store.isEmpty()
                ? null
                : new Realm(tenant.isEmpty() ? UserName.SUPER_TENANT : tenant, store, strangers, administrators);
    }

    private static boolean yes(XmlElement root, String name) throws RefusedFile {
        String text = text(root, name);
        if (!List.of("", "true", "false").contains(text)) {
            throw new RefusedFile(
                    List.of("line " + line(root, name) + ": " + name + ": " + text + " (expected: true or false)"));
        }
        return text.equals("true");
    }

    private static int line(XmlElement root, String name) {
        return root.all(name).stream().map(XmlElement::line).findFirst().orElse(root.line());
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
            throw new RefusedFile(List.of(
                    "line " + line(root, "Certificate") + ": Certificate (expected: an X.509 certificate in Base64)"));
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String text(XmlElement parent, String name) {
        return parent.all(name).stream().map(XmlElement::text).findFirst().orElse("");
    }
}
