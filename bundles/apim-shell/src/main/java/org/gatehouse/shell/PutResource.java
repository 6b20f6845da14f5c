package org.gatehouse.shell;

import java.io.IOException;
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

/**
 * {@code apim:registry-put}: puts a file into the registry, such as a custom sequence or the settings of analytics. What
 * looks after the path may refuse it; the old resource then stays.
 */
@Service
@Command(scope = "apim", name = "registry-put", description = "Puts a file into the registry.")
public final class PutResource implements Action {
    private static final long LARGEST = 10 << 20;

    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private Registry registry;

    @Argument(index = 0, name = "path", description = "Where it goes: gov:/…, conf:/… or /_system/….", required = true)
    @SuppressWarnings("NullAway.Init") // Karaf sets what is required
    private String path;

    @Argument(index = 1, name = "file", description = "A file on the server's machine.", required = true)
    @SuppressWarnings("NullAway.Init") // Karaf sets what is required
    private String file;

    @Option(name = "-t", aliases = "--tenant", description = "Domain of the tenant whose registry it is.")
    private String tenant = UserName.SUPER_TENANT;

    @Override
    public @Nullable Object execute() throws IOException {
        return put(registry, tenant, path, Path.of(file)) + " is in force";
    }

    static String put(Registry registry, String tenant, String path, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Invalid("file: " + file + " (expected: a file)");
        }
        if (Files.size(file) > LARGEST) {
            throw new Invalid(
                    "file: " + file + " has " + Files.size(file) + " bytes (expected: at most " + LARGEST + ")");
        }
        String full = absolute(path);
        registry.put(tenant, new RegistryFile(full, mediaType(full), Files.readAllBytes(file)));
        return full;
    }

    private static String absolute(String path) {
        String full = path.startsWith("gov:/")
                ? Registry.GOVERNANCE + path.substring("gov:".length())
                : path.startsWith("conf:/") ? Registry.CONFIGURATION + path.substring("conf:".length()) : path;
        if (!full.startsWith("/_system/") || full.contains("/../") || full.endsWith("/")) {
            throw new Invalid("path: " + path + " (expected: gov:/…, conf:/… or /_system/…)");
        }
        return full;
    }

    private static String mediaType(String path) {
        return path.endsWith(".xml") ? "application/xml" : "application/octet-stream";
    }
}
