package org.gatehouse.archive.shell;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.archive.ApiArchives;
import org.gatehouse.domain.archive.ArchiveChange;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.jspecify.annotations.Nullable;

/** {@code apim:api-import}: APIs made of the files that {@link ExportApi} wrote, or somebody edited; all of them or none. */
@Service
@Command(
        scope = "apim",
        name = "api-import",
        description =
                "Makes APIs of folders or zips as apim:api-export writes them: all of them, or none if one is refused.")
public final class ImportApis implements Action {
    private static final String NOWHERE = "/dev/null";
    private static final long LARGEST_ZIP = 64 << 20;
    /** All of them are held at once, as either all are made or none. */
    private static final long MOST_BYTES = 256 << 20;

    private static final int MOST_LINES = 2_000;
    /** Two texts of more lines are not compared line by line: that may take as long as it likes. */
    private static final int MOST_COMPARED = 5_000;

    private static final int LONGEST_LINE = 500;

    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private ApiArchives archives;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Argument(
            name = "source",
            description =
                    "On the server's machine: the folder or the zip of an API, or a folder in which there are such ones.",
            required = true)
    private String source = "";

    @Option(name = "-n", aliases = "--dry-run", description = "Only tells what would change, line by line.")
    private boolean dry;

    @Override
    public @Nullable Object execute() throws IOException {
        Caller caller = ShellCaller.of(session, authenticator);
        List<ArchiveFiles> files = read(Path.of(source));
        passedOver(Path.of(source))
                .forEach(folder -> System.out.println("! " + seen(folder.toString()) + ": no " + ArchiveFiles.SETTINGS
                        + " in it, so it is not looked at"));
        List<ArchiveChange> changes = dry ? archives.plan(caller, files) : archives.apply(caller, files);
        tell(changes, dry, System.out);
        return null;
    }

    /** The archives there: one, or those of a folder in the order of their names. */
    static List<ArchiveFiles> read(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            return List.of(unzip(source));
        }
        if (!Files.isDirectory(source)) {
            throw new Invalid("source: " + source + " (expected: a folder, or a zip)");
        }
        if (isApi(source)) {
            return List.of(ArchiveFiles.read(source));
        }
        List<ArchiveFiles> all = new ArrayList<>();
        long left = MOST_BYTES;
        for (Path inner : inner(source)) {
            if (all.size() == ApiArchives.MOST) {
                throw new Invalid("source: more than " + ApiArchives.MOST + " APIs in " + source);
            }
            ArchiveFiles files = Files.isDirectory(inner) ? within(inner) : unzip(inner);
            left -= files.size();
            if (left < 0) {
                throw new Invalid("source: more than " + MOST_BYTES + " bytes in the APIs of " + source
                        + " (expected: at most that many at once)");
            }
            all.add(files);
        }
        if (all.isEmpty()) {
            throw new Invalid("source: no API in " + source + " (expected: " + ArchiveFiles.SETTINGS
                    + " in it, or folders and zips with one each)");
        }
        return all;
    }

    private static List<Path> inner(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> isApi(entry) || entry.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        }
    }

    /** Folders among those of APIs that are none: who has lost a file there wants to know. */
    static List<Path> passedOver(Path source) throws IOException {
        if (!Files.isDirectory(source) || isApi(source)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(source)) {
            return entries.filter(entry -> Files.isDirectory(entry)
                            && !isApi(entry)
                            && !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isApi(Path folder) {
        return Files.isRegularFile(folder.resolve(ArchiveFiles.SETTINGS));
    }

    private static ArchiveFiles within(Path folder) throws IOException {
        try {
            return ArchiveFiles.read(folder);
        } catch (Invalid refused) {
            throw new Invalid(folder + ": " + refused.getMessage(), refused);
        }
    }

    private static ArchiveFiles unzip(Path zip) throws IOException {
        if (Files.size(zip) > LARGEST_ZIP) {
            throw new Invalid(zip + ": " + Files.size(zip) + " bytes (expected: at most " + LARGEST_ZIP + ")");
        }
        try (InputStream in = Files.newInputStream(zip)) {
            return ArchiveFiles.unzip(in);
        } catch (Invalid refused) {
            throw new Invalid(zip + ": " + refused.getMessage(), refused);
        }
    }

    static void tell(List<ArchiveChange> changes, boolean dry, PrintStream out) {
        for (ArchiveChange change : changes) {
            String what = change.isNew() ? "new" : change.isChange() ? "changed" : "as it was";
            out.println(change.api() + ": " + what);
            change.notes().forEach(note -> out.println("  ! " + seen(note)));
            if (dry && !change.isNew() && change.isChange()) {
                lines(change).stream().limit(MOST_LINES).forEach(line -> out.println("  " + seen(line)));
            }
        }
        long different = changes.stream().filter(ArchiveChange::isChange).count();
        out.println(different + " of " + changes.size() + (dry ? " would change; nothing has." : " changed."));
    }

    /** Whoever wrote it must not steer the terminal in which it is read. */
    private static String seen(String line) {
        String cut = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
        return cut.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\t]]", "\ufffd");
    }

    private static List<String> lines(ArchiveChange change) {
        TreeSet<String> names = new TreeSet<>(change.before().names());
        names.addAll(change.after().names());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            List<String> before = lines(change.before().find(name));
            List<String> after = lines(change.after().find(name));
            if (before.size() > MOST_COMPARED || after.size() > MOST_COMPARED) {
                if (!before.equals(after)) {
                    lines.add(name + ": " + before.size() + " lines become " + after.size() + " others");
                }
                continue;
            }
            lines.addAll(UnifiedDiffUtils.generateUnifiedDiff(
                    before.isEmpty() ? NOWHERE : name,
                    after.isEmpty() ? NOWHERE : name,
                    before,
                    DiffUtils.diff(before, after),
                    2));
        }
        return lines;
    }

    /** Of what is no text, how long it is. */
    private static List<String> lines(Optional<byte[]> file) {
        if (file.isEmpty()) {
            return List.of();
        }
        String text = new String(file.get(), StandardCharsets.UTF_8);
        return text.indexOf('\0') >= 0 || text.indexOf('\ufffd') >= 0
                ? List.of(file.get().length + " bytes, hash " + Arrays.hashCode(file.get()))
                : text.lines().toList();
    }
}
