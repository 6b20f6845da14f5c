package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.gateway.mediation.call.Mediation;
import org.gatehouse.gateway.plugin.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Synapse configuration in its folders: watched, and written for those who deploy through the gateway's door. */
public final class Deployment implements GatewayAdmin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final Pattern NAME = Pattern.compile("[^/\\\\\\x00-\\x1f]+");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gateway-deployer");
        thread.setDaemon(true);
        return thread;
    });
    private final Deployer deployer;
    private final Folders folders;
    private final FolderWatch watch;

    /**
     * Deploys what lies in the folders and watches them from then on.
     *
     * @param root the folder of the Synapse configuration
     * @param documents where documents that artefacts name are read
     * @param scan how often to look even if the file system reports nothing
     * @param patience how long what was replaced is kept for the calls that began with it
     */
    public Deployment(
            Path root, Mediation mediation, Plugins plugins, Documents documents, Duration scan, Duration patience)
            throws IOException {
        Sequences.useOurFactories();
        deployer = new Deployer(
                mediation,
                new ArtefactBuilder(plugins, documents, mediation.synapse()),
                timer,
                new Retirement(timer, patience));
        folders = new Folders(root, deployer);
        // Watched before the first look, so that nothing falls between the two.
        watch = new FolderWatch(folders, timer, scan);
        onOwnThread(folders::deployAll);
    }

    /** Parsers hang their buffers on the thread; one of the framework's would keep all the bundle's classes by them. */
    private void onOwnThread(Runnable task) {
        try {
            timer.submit(task).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<String> find(String deployedName) {
        return find(Kind.API, deployedName);
    }

    @Override
    public Optional<String> findSequence(String name) {
        return find(Kind.SEQUENCE, name);
    }

    private Optional<String> find(Kind kind, String name) {
        return deployer.fileOf(kind, name).map(file -> OwnFile.unwrap(read(file)));
    }

    @Override
    public List<String> names() {
        return deployer.apis();
    }

    @Override
    public void put(String deployedName, String xml) {
        put(Kind.API, deployedName, xml);
    }

    @Override
    public void putSequence(String name, String xml) {
        put(Kind.SEQUENCE, name, xml);
    }

    private void put(Kind kind, String name, String xml) {
        Path file = file(kind, name);
        byte[] content = OwnFile.wrap(xml);
        Artefact artefact = build(kind, name, xml.getBytes(StandardCharsets.UTF_8));
        synchronized (folders) {
            checkOwn(kind, name, file);
            try {
                deployer.put(file, artefact, () -> FileWriter.write(file, content));
            } catch (Refused clash) {
                throw new Conflict(clash.reason(), clash);
            }
            folders.known(file);
        }
    }

    @Override
    public void putAll(Map<String, String> xml) {
        List<Planned> planned = plan(xml);
        synchronized (folders) {
            planned.forEach(each -> checkOwn(Kind.API, each.artefact().name(), each.file()));
            try {
                deployer.putAll(planned);
            } catch (Refused clash) {
                throw new Conflict(clash.reason(), clash);
            }
            planned.forEach(each -> folders.known(each.file()));
        }
    }

    @Override
    public void checkAll(Map<String, String> xml) {
        List<Planned> planned = plan(xml);
        try {
            planned.forEach(each -> checkOwn(Kind.API, each.artefact().name(), each.file()));
            deployer.checkFree(planned);
        } catch (Refused clash) {
            throw new Conflict(clash.reason(), clash);
        } finally {
            planned.forEach(each -> Retirement.end(each.artefact()));
        }
    }

    private List<Planned> plan(Map<String, String> xml) {
        List<Planned> planned = new ArrayList<>();
        for (Map.Entry<String, String> each : xml.entrySet()) {
            String name = each.getKey();
            try {
                Artefact artefact = build(Kind.API, name, each.getValue().getBytes(StandardCharsets.UTF_8));
                planned.add(new Planned(file(Kind.API, name), artefact, OwnFile.wrap(each.getValue())));
            } catch (Invalid e) {
                planned.forEach(done -> Retirement.end(done.artefact()));
                throw new Invalid(name + ": " + e.getMessage(), e);
            }
        }
        return planned;
    }

    private Artefact build(Kind kind, String name, byte[] xml) {
        Artefact artefact;
        try {
            artefact = deployer.build(kind, xml);
        } catch (Refused refused) {
            throw new Invalid(refused.where(), refused);
        }
        if (!artefact.name().equals(name)) {
            throw new Invalid("name: " + artefact.name() + " (expected: " + name + ")");
        }
        return artefact;
    }

    /** A file is written again only as the gateway left it, and for the artefact that it was written for. */
    private static void checkOwn(Kind kind, String name, Path file) {
        if (!Files.exists(file)) {
            return;
        }
        byte[] content = read(file);
        if (!OwnFile.isUntouched(content)) {
            throw new Conflict(file.getFileName() + " was edited by hand; delete it to have it written again");
        }
        String holder = ArtefactBuilder.nameOf(kind, OwnFile.unwrap(content).getBytes(StandardCharsets.UTF_8));
        if (!holder.equals(name)) {
            throw new Conflict(file.getFileName() + " belongs to " + holder + "; " + name + " cannot be written to it");
        }
    }

    @Override
    public void remove(String deployedName) {
        remove(Kind.API, deployedName);
    }

    @Override
    public void removeSequence(String name) {
        remove(Kind.SEQUENCE, name);
    }

    private void remove(Kind kind, String name) {
        synchronized (folders) {
            Optional<Path> found = deployer.fileOf(kind, name);
            if (found.isEmpty()) {
                return;
            }
            Path file = found.get();
            deployer.remove(file, () -> takeAway(file));
            folders.forgotten(file);
        }
    }

    /** What a person made is kept, under a name that is not deployed. */
    private static void takeAway(Path file) {
        if (!Files.exists(file) || OwnFile.isUntouched(read(file))) {
            FileWriter.delete(file);
            return;
        }
        Path kept = file.resolveSibling(file.getFileName() + ".edited");
        FileWriter.rename(file, kept);
        LOG.warn("{} was edited by hand; it is withdrawn and kept as {}", file, kept.getFileName());
    }

    private Path file(Kind kind, String deployedName) {
        if (!NAME.matcher(deployedName).matches() || deployedName.startsWith(".")) {
            throw new Invalid("name: " + deployedName + " (expected: provider--name:vVersion)");
        }
        int version = deployedName.lastIndexOf(":v");
        String name = version < 0
                ? deployedName
                : deployedName.substring(0, version) + "_v" + deployedName.substring(version + 2);
        return folders.folder(kind).resolve(name + ".xml");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Unavailable("The gateway cannot read " + file.getFileName(), e);
        }
    }

    /** What is deployed stays so, and nothing is deployed from now on. */
    public void rest() throws IOException {
        if (timer.isShutdown()) {
            return;
        }
        watch.close();
        timer.shutdownNow();
        Sequences.useSynapseFactories();
    }

    @Override
    public void close() throws IOException {
        rest();
        deployer.close();
    }
}
