package org.gatehouse.gateway.deployer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.CustomSequences.Direction;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the sequences that lie in {@code repository/resources/customsequences/{in,out,fault}} to the default tenant's
 * providers, once at each start; what stands in the registry already is left as it is.
 */
@Component(service = SequenceFiles.class, immediate = true)
public final class SequenceFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceFiles.class);
    private static final long LARGEST = 1 << 20;

    /** Reads them. */
    @Activate
    public SequenceFiles(@Reference Registry registry, BundleContext context) {
        this(
                registry,
                Path.of(
                        Optional.ofNullable(context.getProperty("carbon.home")).orElse("."),
                        "repository/resources/customsequences"));
    }

    SequenceFiles(Registry registry, Path folder) {
        for (Direction direction : Direction.values()) {
            Path files = folder.resolve(direction.folder());
            if (!Files.isDirectory(files)) {
                continue;
            }
            try (DirectoryStream<Path> found = Files.newDirectoryStream(files, "*.xml")) {
                for (Path file : found) {
                    offer(registry, direction, file);
                }
            } catch (IOException e) {
                LOG.warn("{} cannot be read: {}", files, e.toString());
            }
        }
    }

    private static void offer(Registry registry, Direction direction, Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            LOG.warn("{} is left out: it has more than {} bytes", file, LARGEST);
            return;
        }
        registry.putIfAbsent(
                UserName.SUPER_TENANT,
                RegistryFile.ofText(
                        direction.path() + "/" + file.getFileName(),
                        "application/xml",
                        Files.readString(file, StandardCharsets.UTF_8)));
    }
}
