package org.gatehouse.gateway.transport;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For who goes on for a while when its bundle has stopped: once that is refreshed, it gives no classes any more. */
public final class OwnClasses {
    private static final Logger LOG = LoggerFactory.getLogger(OwnClasses.class);
    private static final String SUFFIX = ".class";

    private OwnClasses() {}

    /**
     * Loads all classes below the folder that are in the bundle and the libraries inside it, but for those that lack
     * something that they need.
     *
     * @param bundle null outside of a framework, where nothing is to be done
     * @param folder from the root of the bundle, such as {@code /org/gatehouse}
     */
    public static void loadAll(@Nullable Bundle bundle, String folder) {
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return;
        }
        int loaded = 0;
        int everywhere = BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL;
        for (String file : wiring.listResources(folder, "*" + SUFFIX, everywhere)) {
            String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
            try {
                wiring.getClassLoader().loadClass(name);
                loaded++;
            } catch (ClassNotFoundException | LinkageError e) {
                LOG.trace("{} is of no use here", name, e);
            }
        }
        LOG.info(
                "{} classes are loaded for calls that take longer to end than {}",
                loaded,
                wiring.getBundle().getSymbolicName());
    }
}
