package org.gatehouse.identity.jaas;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.gatehouse.domain.identity.Authenticator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the place of Karaf's own realm, whose users stand in a file, while there is an {@link Authenticator}. */
@Component
public final class ShellRealm implements JaasRealm {
    private static final int ABOVE_THE_FILE = 100;

    private final Map<String, Object> options;

    /** A realm whose log-in modules ask the authenticator. */
    @Activate
    public ShellRealm(BundleContext context, @Reference Authenticator authenticator) {
        // Karaf's proxy makes the module with the class loader of the bundle that is named here.
        options = Map.of(
                ProxyLoginModule.PROPERTY_MODULE,
                ShellLogin.class.getName(),
                ProxyLoginModule.PROPERTY_BUNDLE,
                Long.toString(context.getBundle().getBundleId()),
                ShellLogin.AUTHENTICATOR,
                authenticator);
    }

    @Override
    public String getName() {
        return "karaf";
    }

    @Override
    public int getRank() {
        return ABOVE_THE_FILE;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return new AppConfigurationEntry[] {
            new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
        };
    }
}
