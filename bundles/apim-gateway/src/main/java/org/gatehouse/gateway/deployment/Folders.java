package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the folders of the artefacts and tells the deployer what is new, changed or gone since the last look. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    /** What tells one state of a file from the next; the key is another one when it was replaced by renaming. */
    private record Stamp(FileTime modified, long size, String key) {}

    private final Path root;
    private final Deployer deployer;
    private final Map<Path, Stamp> deployed = new HashMap<>();
    private Map<Path, Stamp> lastLook = new HashMap<>();

    Folders(Path root, Deployer deployer) throws IOException {
        this.root = root;
        this.deployer = deployer;
        for (Kind kind : Kind.values()) {
            Files.createDirectories(folder(kind));
        }
    }

    Path folder(Kind kind) {
        return root.resolve(kind.folder());
    }

    /** Deploys what is there, without waiting for files to settle. */
    synchronized void deployAll() {
        Undeployed.at(root).forEach(LOG::warn);
        lastLook = stamps();
        look();
    }

    /**
     * Takes up what changed and has not changed again since the last look, since a file may still be being written.
     *
     * @return whether something has not settled yet
     */
    synchronized boolean look() {
        Map<Path, Kind> kinds = new LinkedHashMap<>();
        Map<Path, Stamp> now = stamps(kinds);
        Set<Path> gone = new HashSet<>(deployed.keySet());
        gone.removeAll(now.keySet());
        deployed.keySet().removeAll(gone);
        Map<Path, Kind> written = new LinkedHashMap<>();
        boolean unsettled = false;
        for (Map.Entry<Path, Stamp> file : now.entrySet()) {
            if (file.getValue().equals(deployed.get(file.getKey()))) {
                continue;
            }
            if (file.getValue().equals(lastLook.get(file.getKey()))) {
                written.put(file.getKey(), kinds.getOrDefault(file.getKey(), Kind.API));
                deployed.put(file.getKey(), file.getValue());
            } else {
                unsettled = true;
            }
        }
        lastLook = now;
        if (!gone.isEmpty() || !written.isEmpty()) {
            deployer.changed(gone, written);
        }
        return unsettled;
    }

    /** The file is deployed as it is now. */
    synchronized void known(Path file) {
        deployed.put(file, stamp(file));
    }

    /** The file is gone and taken off. */
    synchronized void forgotten(Path file) {
        deployed.remove(file);
    }

    private Map<Path, Stamp> stamps() {
        return stamps(new HashMap<>());
    }

    private Map<Path, Stamp> stamps(Map<Path, Kind> kinds) {
        Map<Path, Stamp> stamps = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(kind), "[!.]*.xml")) {
                for (Path file : files) {
                    stamps.put(file, stamp(file));
                    kinds.put(file, kind);
                }
            } catch (IOException e) {
                LOG.warn("{} cannot be listed: {}", folder(kind), e.toString());
                keep(kind, stamps, kinds);
            }
        }
        return stamps;
    }

    /** A folder that cannot be read now says nothing of its files. */
    private void keep(Kind kind, Map<Path, Stamp> stamps, Map<Path, Kind> kinds) {
        deployed.forEach((file, stamp) -> {
            if (file.startsWith(folder(kind))) {
                stamps.put(file, stamp);
                kinds.put(file, kind);
            }
        });
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException vanished) {
            return new Stamp(FileTime.fromMillis(0), -1, "");
        }
    }
}
