package org.gatehouse.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls back soon after something in a folder changed, and every two seconds anyway: file systems over a network tell
 * nothing, and a folder may be replaced as a whole.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final int SLOW_CHECK_MS = 2_000;
    /** Editors save in several steps; the callback waits for this much quiet. */
    private static final int QUIET_MS = 100;

    private static final int MOST_STEPS = 5;

    private final Path folder;
    private final Runnable look;
    private final WatchService watcher;
    private final Thread thread;

    FolderWatch(Path folder, Runnable look) {
        this.folder = folder;
        this.look = look;
        try {
            this.watcher = folder.getFileSystem().newWatchService();
        } catch (IOException e) {
            throw new IllegalStateException("Folder cannot be watched: " + folder, e);
        }
        this.thread = new Thread(this::watch, "apim-config-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            LOG.debug("Closing the watch of {} failed", folder, e);
        }
    }

    private void watch() {
        WatchKey registered = null;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (registered == null || !registered.isValid()) {
                    registered = register();
                }
                awaitQuiet();
                lookSafely();
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("The watch of {} ended", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable WatchKey register() {
        try {
            return Files.isDirectory(folder)
                    ? folder.register(
                            watcher,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE)
                    : null;
        } catch (IOException e) {
            LOG.debug("{} is checked every {} ms only", folder, SLOW_CHECK_MS, e);
            return null;
        }
    }

    private void awaitQuiet() throws InterruptedException {
        WatchKey changed = watcher.poll(SLOW_CHECK_MS, TimeUnit.MILLISECONDS);
        for (int step = 0; changed != null && step < MOST_STEPS; step++) {
            changed.pollEvents();
            changed.reset();
            changed = watcher.poll(QUIET_MS, TimeUnit.MILLISECONDS);
        }
        if (changed != null) {
            changed.pollEvents();
            changed.reset();
        }
    }

    private void lookSafely() {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.error("A change in {} could not be taken up", folder, e);
        }
    }
}
