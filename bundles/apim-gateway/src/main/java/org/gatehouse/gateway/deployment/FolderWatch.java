package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when to look at the folders: soon after the file system reports something, and now and then in any case, since
 * not every file system reports.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    /** Between two looks; a file that did not change in between is taken to be wholly written. */
    private static final long SETTLE_MILLIS = 100;

    private final Folders folders;
    private final ScheduledExecutorService timer;
    private final WatchService watch;

    FolderWatch(Folders folders, ScheduledExecutorService timer, Duration scan) throws IOException {
        this.folders = folders;
        this.timer = timer;
        this.watch = folders.folder(Kind.API).getFileSystem().newWatchService();
        for (Kind kind : Kind.values()) {
            folders.folder(kind)
                    .register(
                            watch,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
        }
        timer.scheduleWithFixedDelay(this::look, scan.toMillis(), scan.toMillis(), TimeUnit.MILLISECONDS);
        Thread thread = new Thread(this::listen, "gateway-folder-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            while (true) {
                WatchKey key = watch.take();
                key.pollEvents();
                key.reset();
                timer.execute(this::look);
            }
        } catch (ClosedWatchServiceException closed) {
            LOG.debug("The folders are no longer watched");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (folders.look() && !timer.isShutdown()) {
                timer.schedule(this::look, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            LOG.error("The folders of the Synapse configuration cannot be looked at", e);
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
