package org.gatehouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Feeds {@code api-manager.xml}, {@code axis2.xml} and {@code identity.xml} to Configuration Admin: once while it is activated, so that whoever
 * starts later finds its configuration, and again each time one of them is saved.
 */
@Component(
        service = {},
        immediate = true)
public final class ConfigurationFeed {
    private final List<SettingsFile> files;
    private final FolderWatch watch;

    /** Reads the files of this installation. */
    @Activate
    public ConfigurationFeed(@Reference ConfigurationAdmin admin, BundleContext context) {
        this(
                Path.of(String.valueOf(context.getProperty("carbon.home")), "repository", "conf"),
                new Placeholders(context::getProperty),
                new AdminConfigurations(admin));
    }

    ConfigurationFeed(Path folder, Placeholders placeholders, Configurations configurations) {
        this.files = List.of(
                new SettingsFile(
                        folder.resolve("api-manager.xml"),
                        new ApiManagerFile.Reader(placeholders),
                        configurations,
                        ConfigurationFeed::publishKeyManagerAddress),
                new SettingsFile(
                        folder.resolve("axis2.xml"), new Axis2File.Reader(placeholders), configurations, read -> {}),
                new SettingsFile(
                        folder.resolve("identity.xml"),
                        new IdentityFile.Reader(placeholders),
                        configurations,
                        read -> {}));
        look();
        this.watch = new FolderWatch(folder, this::look);
    }

    /** Ends the watching; what was fed stays. */
    @Deactivate
    public void close() {
        watch.close();
    }

    /** Feeds what is new in the files, if anything is. */
    void look() {
        files.forEach(SettingsFile::look);
    }

    /** Synapse configurations of users read where the key manager is from these two system properties. */
    private static void publishKeyManagerAddress(Map<String, Map<String, Object>> read) {
        Object url = read.getOrDefault("apim.keys.thrift.client", Map.of()).get("server.url");
        if (url instanceof String text) {
            URI address = URI.create(text);
            int port = address.getPort() >= 0 ? address.getPort() : "http".equals(address.getScheme()) ? 80 : 443;
            System.setProperty("keyManager.hostname", String.valueOf(address.getHost()));
            System.setProperty("keyManager.port", Integer.toString(port));
        }
    }
}
