package org.gatehouse.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.jspecify.annotations.Nullable;

/** {@code apim:tiers-load}: puts the tiers of a {@code tiers.xml} in force; a file that is wrong changes nothing. */
@Service
@Command(scope = "apim", name = "tiers-load", description = "Puts the tiers of a tiers.xml in force.")
public final class LoadTiers implements Action {
    private static final String POLICY = Registry.GOVERNANCE + "/apimgt/applicationdata/tiers.xml";
    private static final long LARGEST = 1 << 20;

    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private Registry registry;

    @Argument(name = "file", description = "A tiers.xml on the server's machine.", required = true)
    @SuppressWarnings("NullAway.Init") // Karaf sets what is required
    private String file;

    @Option(name = "-t", aliases = "--tenant", description = "Domain of the tenant whose tiers they are.")
    private String tenant = UserName.SUPER_TENANT;

    @Override
    public @Nullable Object execute() throws IOException {
        load(registry, tenant, Path.of(file));
        return "The tiers of " + file + " are in force";
    }

    static void load(Registry registry, String tenant, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Invalid("file: " + file + " (expected: a tiers.xml)");
        }
        if (Files.size(file) > LARGEST) {
            throw new Invalid(
                    "file: " + file + " has " + Files.size(file) + " bytes (expected: at most " + LARGEST + ")");
        }
        registry.put(
                tenant, RegistryFile.ofText(POLICY, "application/xml", Files.readString(file, StandardCharsets.UTF_8)));
    }
}
