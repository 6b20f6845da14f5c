package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.mediation.call.Mediation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is in force in step with the files. A file that cannot be deployed is named in the log and left as it is;
 * what it held before goes on serving, and no other file is touched by it.
 */
final class Deployer {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    /** A bundle that brings a handler may start after the gateway. */
    private static final long PLUGIN_PATIENCE_SECONDS = 3;

    private final ArtefactBuilder builder;
    private final Live live;
    private final Retirement retirement;
    private final ScheduledExecutorService timer;
    private final Map<Path, Kind> clashing = new HashMap<>();
    /** What to say once it is in force. */
    private final List<String> deployed = new ArrayList<>();

    Deployer(Mediation mediation, ArtefactBuilder builder, ScheduledExecutorService timer, Retirement retirement) {
        this.builder = builder;
        this.live = new Live(mediation);
        this.retirement = retirement;
        this.timer = timer;
    }

    /** Takes up what happened to files; all of it comes into force together. */
    synchronized void changed(Collection<Path> gone, Map<Path, Kind> written) {
        boolean freed = !gone.isEmpty() || written.keySet().stream().anyMatch(file -> live.at(file) != null);
        gone.forEach(this::remove);
        written.entrySet().stream()
                .sorted(Map.Entry.<Path, Kind>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> deploy(entry.getKey(), entry.getValue()));
        if (freed) {
            deployClashing(written.keySet());
        }
        publish();
    }

    /** What is said to be deployed is in force by then. */
    private void publish() {
        live.publish();
        deployed.forEach(LOG::info);
        deployed.clear();
    }

    /** What one file gave up, another may have been waiting for. */
    private void deployClashing(Collection<Path> justTried) {
        Map<Path, Kind> waiting = new HashMap<>(clashing);
        waiting.keySet().removeAll(justTried);
        waiting.forEach(this::deploy);
    }

    private void remove(Path file) {
        clashing.remove(file);
        Artefact before = live.remove(file);
        if (before != null) {
            LOG.info("{} is gone with {}", before.name(), file.getFileName());
            retirement.of(before);
        }
    }

    private void deploy(Path file, Kind kind) {
        clashing.remove(file);
        try {
            Artefact artefact = builder.build(kind, Files.readAllBytes(file));
            live.checkFree(file, artefact);
            putIntoForce(file, artefact);
            deployed.add(artefact.name() + " is deployed from " + file.getFileName());
        } catch (Refused refused) {
            if (refused.isClash()) {
                clashing.put(file, kind);
            }
            LOG.error("{}: {}{}", file, refused.where(), servesOn(file));
            LOG.debug("{} was refused", file, refused);
        } catch (IOException unreadable) {
            LOG.error("{}: cannot be read: {}{}", file, unreadable.getMessage(), servesOn(file));
        } catch (Throwable broken) {
            // Whatever a file does to the libraries, the next file must find the deployer alive.
            LOG.error("{}: line 1: {}{}", file, broken, servesOn(file), broken);
        }
    }

    private String servesOn(Path file) {
        Artefact before = live.at(file);
        return before == null ? "" : "; the last good version of " + before.name() + " goes on serving";
    }

    private void putIntoForce(Path file, Artefact artefact) {
        Artefact before = live.put(file, artefact);
        if (before != null) {
            retirement.of(before);
        }
        artefact.remarks().forEach(remark -> LOG.warn("{}: {}", file, remark));
        if (!artefact.uses().isEmpty() && !timer.isShutdown()) {
            timer.schedule(() -> warnOfMissing(file, artefact.uses()), PLUGIN_PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void warnOfMissing(Path file, List<PluginUse> uses) {
        for (PluginUse use : uses) {
            if (!use.present().getAsBoolean()) {
                LOG.warn(
                        "{}: line {}: unknown class {}: no bundle provides it; calls that need it are answered with 503",
                        file,
                        use.line(),
                        use.className());
            }
        }
    }

    /** Builds without deploying; throws {@link Refused}. */
    Artefact build(Kind kind, byte[] xml) {
        return builder.build(kind, xml);
    }

    /** Deploys what was built of a file's new content; the writing of it comes first, and may fail. */
    synchronized void put(Path file, Artefact artefact, Runnable write) {
        live.checkFree(file, artefact);
        write.run();
        clashing.remove(file);
        putIntoForce(file, artefact);
        live.publish();
        LOG.info("{} is deployed as {}", artefact.name(), file.getFileName());
    }

    /** Refuses if one of them cannot stand beside what is deployed. */
    synchronized void checkFree(List<Planned> planned) {
        planned.forEach(each -> live.checkFree(each.file(), each.artefact()));
    }

    /** Deploys all of these, or none; all come into force together. */
    synchronized void putAll(List<Planned> planned) {
        checkFree(planned);
        Map<Path, byte[]> files = new LinkedHashMap<>();
        planned.forEach(each -> files.put(each.file(), each.content()));
        FileWriter.writeAll(files);
        for (Planned each : planned) {
            clashing.remove(each.file());
            putIntoForce(each.file(), each.artefact());
        }
        live.publish();
        LOG.info("{} APIs are deployed anew", planned.size());
    }

    /** Takes a file's artefact off, after the file is gone. */
    synchronized void remove(Path file, Runnable delete) {
        delete.run();
        remove(file);
        deployClashing(List.of());
        publish();
    }

    synchronized Optional<Path> fileOf(Kind kind, String name) {
        return live.fileOf(kind, name);
    }

    synchronized List<String> apis() {
        return List.copyOf(live.apis().keySet());
    }

    /** Ends all at once. */
    synchronized void close() {
        for (Path file : List.copyOf(live.files())) {
            Artefact artefact = live.remove(file);
            if (artefact != null) {
                Retirement.end(artefact);
            }
        }
        live.publish();
    }
}
