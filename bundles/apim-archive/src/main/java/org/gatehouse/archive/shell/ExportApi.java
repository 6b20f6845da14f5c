package org.gatehouse.archive.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.archive.ApiArchives;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/** {@code apim:api-export}: an API as a folder of files that people read, or as a zip of them. */
@Service
@Command(
        scope = "apim",
        name = "api-export",
        description =
                "Writes an API into a folder, or into a zip: settings, definition, documents, thumbnail, WSDL and sequences.")
public final class ExportApi implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private ApiArchives archives;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Argument(index = 0, name = "name", description = "Name of the API.", required = true)
    private String name = "";

    @Argument(index = 1, name = "version", description = "Which version of it.", required = true)
    private String version = "";

    @Argument(
            index = 2,
            name = "target",
            description =
                    "A folder on the server's machine, empty or with an earlier export; or a file that ends with .zip.",
            required = true)
    private String target = "";

    @Option(name = "-p", aliases = "--provider", description = "Who provides it; who asks, if it is not said.")
    private @Nullable String provider;

    @Override
    public @Nullable Object execute() throws IOException {
        Caller caller = ShellCaller.of(session, authenticator);
        UserName owner = provider == null ? caller.user() : UserName.parse(provider);
        ArchiveFiles files = archives.export(caller, new ApiId(owner, name, version));
        write(files, Path.of(target));
        System.out.println(name + " " + version + " is in " + target + ": " + String.join(", ", files.names()));
        return null;
    }

    static void write(ArchiveFiles files, Path target) throws IOException {
        if (!target.toString().endsWith(".zip")) {
            files.write(target);
            return;
        }
        try (OutputStream zip = Files.newOutputStream(target)) {
            files.zip(zip);
        }
    }
}
