package org.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.identity.TrustedIssuer.Realm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of whom a provider may speak, as its file says. */
final class IdentityProviderFilesTest {
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBOzCB46ADAgECAghrZw8xQ2XZWzAKBggqhkjOPQQDAjASMRAwDgYDVQQDEwdl
            eGFtcGxlMCAXDTI2MTEyOTE3NTQyOVoYDzIxMjYxMTA1MTc1NDI5WjASMRAwDgYD
            VQQDEwdleGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5SPMhR4eO8qF
            ea1bBtJy9IOfaiI6auG1i1L0CROQbagGWiyxcxD+zIgjvF5buIqPfSomY1DaGWVG
            ZVW/wUwt2aMhMB8wHQYDVR0OBBYEFLDFn/8YibvSdpvmyqHKBCmG+oK9MAoGCCqG
            SM49BAMCA0cAMEQCIClPR8yv/Npf8gIm4w1tXGYA0/U6/0n5z+sI1Ur+mIznAiB1
            wR68kSYFKT8x00r4/DrH81QEW4oyzLmobbxQGW2HXQ==
            -----END CERTIFICATE-----
            """;

    @TempDir
    private Path folder;

    @Test
    void aFileOfOlderInstallationsSpeaksOfNobody() throws IOException {
        assertThat(read("").map(TrustedIssuer::alias)).contains("here");
        assertThat(read("").map(TrustedIssuer::realm)).isEmpty();
        assertThat(read("<TenantDomain>tena.com</TenantDomain><UnknownUsers>true</UnknownUsers>")
                        .map(TrustedIssuer::realm))
                .isEmpty();
    }

    @Test
    void aRealmIsATenantAndAStore() throws IOException {
        assertThat(read("<UserStoreDomain>corp</UserStoreDomain>").map(TrustedIssuer::realm))
                .contains(new Realm("carbon.super", "CORP", false, false));
        assertThat(read("<TenantDomain>Tena.com</TenantDomain><UserStoreDomain>PRIMARY</UserStoreDomain>"
                                + "<UnknownUsers>true</UnknownUsers><Administrators>true</Administrators>")
                        .map(TrustedIssuer::realm))
                .contains(new Realm("tena.com", "PRIMARY", true, true));
    }

    @Test
    void aFileWithAMistakeIsNoProvider() throws IOException {
        assertThat(read("<UserStoreDomain>PRIMARY</UserStoreDomain><UnknownUsers>yes</UnknownUsers>"))
                .isEmpty();
    }

    private Optional<TrustedIssuer> read(String realm) throws IOException {
        Path each = Files.createTempDirectory(folder, "providers");
        Files.writeString(each.resolve("example.xml"), """
                <IdentityProvider>
                  <IdentityProviderName>Example</IdentityProviderName>
                  <Alias>here</Alias>
                  %s
                  <Certificate>%s</Certificate>
                </IdentityProvider>
                """.formatted(realm, CERTIFICATE));
        return new IdentityProviderFiles(each).find("Example");
    }
}
