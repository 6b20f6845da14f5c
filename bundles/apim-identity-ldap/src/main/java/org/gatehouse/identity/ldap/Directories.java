package org.gatehouse.identity.ldap;

import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.gatehouse.domain.identity.UserStoreKind;
import org.gatehouse.domain.tls.TlsIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Directories, under the names of the classes that API Manager 1.9 has for them. */
@Component
public final class Directories implements UserStoreKind {
    private final SSLSocketFactory tls;

    /** Those that speak TLS are trusted as the server trusts others. */
    @Activate
    public Directories(@Reference TlsIdentity tls) {
        this(tls.client().getSocketFactory());
    }

    Directories(SSLSocketFactory tls) {
        this.tls = tls;
    }

    @Override
    public boolean includes(UserStoreDefinition definition) {
        return definition.kind().toLowerCase(Locale.ROOT).contains("ldap")
                || definition.kind().endsWith("ActiveDirectoryUserStoreManager");
    }

    @Override
    public UserStore open(UserStoreDefinition definition) {
        return Directory.of(definition, tls);
    }
}
