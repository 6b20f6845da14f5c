package org.gatehouse.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds {@code api-manager.xml} to Configuration Admin: once while it is activated, so that whoever starts later finds
 * its configuration, and again each time the file is saved. A file with a mistake changes nothing.
 */
@Component(
        service = {},
        immediate = true)
public final class ConfigurationFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFeed.class);
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Placeholders placeholders;
    private final Configurations configurations;
    private final FolderWatch watch;
    private byte @Nullable [] lastSeen;
    private String lastTrouble = "";
    private Map<String, Map<String, Object>> inForce = Map.of();

    /** Reads the file of this installation. */
    @Activate
    public ConfigurationFeed(@Reference ConfigurationAdmin admin, BundleContext context) {
        this(
                Path.of(String.valueOf(context.getProperty("carbon.home")), "repository", "conf"),
                new Placeholders(context::getProperty),
                new AdminConfigurations(admin));
    }

    ConfigurationFeed(Path folder, Placeholders placeholders, Configurations configurations) {
        this.file = folder.resolve("api-manager.xml");
        this.placeholders = placeholders;
        this.configurations = configurations;
        look();
        this.watch = new FolderWatch(folder, this::look);
    }

    /** Ends the watching; what was fed stays. */
    @Deactivate
    public void close() {
        watch.close();
    }

    /** Feeds what is new in the file, if anything is. */
    synchronized void look() {
        try {
            byte[] now = read();
            lastTrouble = "";
            if (lastSeen != null && Arrays.equals(now, lastSeen)) {
                return;
            }
            lastSeen = now;
            feed(parsed(now));
        } catch (RefusedFile e) {
            e.problems().forEach(problem -> LOG.error("{} refused, the values in force stay: {}", file, problem));
            feedDefaultsIfNothingHolds();
        } catch (NoSuchFileException e) {
            trouble("is missing");
        } catch (IOException e) {
            trouble("could not be read or taken up: " + e);
        }
    }

    private byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private Map<String, Map<String, Object>> parsed(byte[] bytes) throws RefusedFile {
        if (bytes.length > MAX_BYTES) {
            throw new RefusedFile(List.of("larger than " + MAX_BYTES + " bytes (expected: less)"));
        }
        return ApiManagerFile.read(bytes, placeholders);
    }

    /** Told once, not at each look. */
    private void trouble(String what) {
        lastSeen = null;
        if (!what.equals(lastTrouble)) {
            lastTrouble = what;
            LOG.warn("{} {}; the values in force, or else the defaults, hold", file, what);
            feedDefaultsIfNothingHolds();
        }
    }

    private void feedDefaultsIfNothingHolds() {
        if (!inForce.isEmpty() || configurations.present()) {
            return;
        }
        try {
            feed(ApiManagerFile.defaults(placeholders));
        } catch (RefusedFile e) {
            LOG.error("The defaults cannot be used: {}", e.getMessage());
        } catch (IOException e) {
            LOG.error("The defaults could not be stored: {}", e.toString());
        }
    }

    private void feed(Map<String, Map<String, Object>> read) throws IOException {
        for (var configuration : read.entrySet()) {
            if (configurations.put(configuration.getKey(), configuration.getValue())) {
                LOG.info("Configured {} from {}", configuration.getKey(), file.getFileName());
            }
        }
        inForce = read;
        publishKeyManagerAddress(read);
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
