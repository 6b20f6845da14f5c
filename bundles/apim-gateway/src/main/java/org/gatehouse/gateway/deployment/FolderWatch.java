package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /** Looking in any case takes no more than this part of a processor, however many files there are. */
    private static final int REST_PER_LOOK = 50;

    private final Duration scan;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Folders folders;
    private final ScheduledExecutorService timer;
    private final WatchService watch;

    FolderWatch(Folders folders, ScheduledExecutorService timer, Duration scan) throws IOException {
        this.folders = folders;
        this.scan = scan;
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
        timer.schedule(this::lookInAnyCase, scan.toMillis(), TimeUnit.MILLISECONDS);
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
                ask(0);
            }
        } catch (ClosedWatchServiceException | RejectedExecutionException closed) {
            LOG.debug("The folders are no longer watched");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thousand files that come at once are a thousand events and one look. */
    private void ask(long delayMillis) {
        if (!timer.isShutdown() && asked.compareAndSet(false, true)) {
            timer.schedule(this::lookAsAsked, delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void lookAsAsked() {
        asked.set(false);
        look();
    }

    private void lookInAnyCase() {
        long begun = System.nanoTime();
        look();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        if (!timer.isShutdown()) {
            timer.schedule(this::lookInAnyCase, Math.max(scan.toMillis(), REST_PER_LOOK * took), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            if (folders.look()) {
                ask(SETTLE_MILLIS);
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
