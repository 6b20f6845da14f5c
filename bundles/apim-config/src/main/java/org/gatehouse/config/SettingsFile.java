package org.gatehouse.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file of settings and what of it is in force. A file with a mistake changes nothing. */
final class SettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Reader reader;
    private final Configurations configurations;
    private final Consumer<Map<String, Map<String, Object>>> inForceNow;
    private byte @Nullable [] lastSeen;
    private String lastTrouble = "";
    private Map<String, Map<String, Object>> inForce = Map.of();

    SettingsFile(
            Path file,
            Reader reader,
            Configurations configurations,
            Consumer<Map<String, Map<String, Object>>> inForceNow) {
        this.file = file;
        this.reader = reader;
        this.configurations = configurations;
        this.inForceNow = inForceNow;
    }

    /** How a kind of file is understood. */
    interface Reader {
        /** What the bytes say, as one set of properties for each PID. */
        Map<String, Map<String, Object>> read(byte[] bytes) throws RefusedFile;

        /** What holds without a file. */
        Map<String, Map<String, Object>> defaults() throws RefusedFile;
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
        return reader.read(bytes);
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
        if (!inForce.isEmpty()) {
            return;
        }
        try {
            Map<String, Map<String, Object>> defaults = reader.defaults();
            if (!configurations.present(defaults.keySet())) {
                feed(defaults);
            }
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
        inForceNow.accept(read);
    }
}
