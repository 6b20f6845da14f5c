package org.gatehouse.domain.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * The files of an API: {@value #SETTINGS}, and beside it its definition, thumbnail, WSDL, sequences and documents. Names are relative, with
 * slashes, and lead nowhere else.
 */
public final class ArchiveFiles {
    /** The file that every API has. */
    public static final String SETTINGS = "api.yaml";

    /** How many files there may be. */
    public static final int MOST_FILES = 300;

    /** How many bytes they may have together. */
    public static final int MOST_BYTES = 64 << 20;

    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/){0,3}[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    /** Whatever else is there is somebody's, who may keep it. */
    private static final Pattern OF_API = Pattern.compile(
            "(?:definition|thumbnail)\\.[a-z]+|service\\.wsdl|sequences/(?:in|out|fault)\\.xml|documents\\.yaml|documents/.*");

    private static final int MARK_OF_END = 0x06054b50;
    private static final int LENGTH_OF_END = 22;

    private final SortedMap<String, byte[]> files;

    private ArchiveFiles(SortedMap<String, byte[]> files) {
        this.files = files;
    }

    /**
     * Those of these names. Their bytes are not copied, and not to be changed.
     *
     * @throws Invalid if a name may not be one, or there is too much of them
     */
    public static ArchiveFiles of(Map<String, byte[]> files) {
        SortedMap<String, byte[]> sorted = new TreeMap<>();
        Taking taking = new Taking(sorted);
        files.forEach(taking::add);
        return new ArchiveFiles(sorted);
    }

    /** No files. */
    public static ArchiveFiles none() {
        return new ArchiveFiles(new TreeMap<>());
    }

    /**
     * Reads a folder: its files and those of the folders in it, but for hidden ones.
     *
     * @throws Invalid if there is a link among them, a name may not be one, or there is too much of them
     */
    public static ArchiveFiles read(Path folder) throws IOException {
        SortedMap<String, byte[]> sorted = new TreeMap<>();
        Taking taking = new Taking(sorted);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return !inner.equals(folder) && isHidden(inner)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isHidden(file)) {
                    String name = folder.relativize(file).toString().replace('\\', '/');
                    if (!attributes.isRegularFile()) {
                        throw new Invalid(name + ": a link or no file (expected: files and folders alone)");
                    }
                    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                        taking.read(name, content);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new ArchiveFiles(sorted);
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    /**
     * Reads a zip to its end.
     *
     * @throws Invalid if it is none or not whole, a name may not be one or comes twice, or there is too much in it
     */
    public static ArchiveFiles unzip(InputStream zip) throws IOException {
        byte[] bytes = zip.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Taking.tooLong();
        }
        SortedMap<String, byte[]> sorted = new TreeMap<>();
        Taking taking = new Taking(sorted);
        int read = 0;
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                read++;
                if (!entry.isDirectory()) {
                    taking.read(entry.getName(), entries);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            throw new Invalid("zip: " + broken.getMessage() + " (expected: a whole zip)", broken);
        }
        if (read == 0 || read != entries(bytes)) {
            throw new Invalid("zip: it has no end, or another than its beginning (expected: a whole zip)");
        }
        return new ArchiveFiles(sorted);
    }

    /** How many entries a zip has by its end (APPNOTE 4.3.16), where who sends only half of it says nothing; -1 if it has none. */
    private static int entries(byte[] zip) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = zip.length - LENGTH_OF_END; at >= Math.max(0, zip.length - LENGTH_OF_END - 0xffff); at--) {
            if (bytes.getInt(at) == MARK_OF_END) {
                return Short.toUnsignedInt(bytes.getShort(at + 10));
            }
        }
        return -1;
    }

    /** Writes them as a zip, the same for the same files. */
    public void zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            ZipEntry entry = new ZipEntry(file.getKey());
            // The first that a zip can say: when it was written says nothing of the API.
            entry.setTime(315_532_800_000L);
            zip.putNextEntry(entry);
            zip.write(file.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Writes them into a folder, in which no others of the API are then. Those that are not of it stay.
     *
     * @throws Invalid if there is something else than an API in it
     */
    public void write(Path folder) throws IOException {
        if (Files.exists(folder)) {
            ArchiveFiles before = read(folder);
            if (!before.files.isEmpty() && before.find(SETTINGS).isEmpty()) {
                throw new Invalid(
                        folder + ": other files (expected: an empty folder, or one of an API with " + SETTINGS + ")");
            }
            for (String name : before.files.keySet()) {
                if (OF_API.matcher(name).matches() && !files.containsKey(name)) {
                    Files.delete(folder.resolve(name));
                }
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** How many bytes they have together. */
    public long size() {
        return files.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    /** In alphabetical order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** The bytes of the file of that name. */
    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArchiveFiles those
                && files.keySet().equals(those.files.keySet())
                && files.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), those.files.get(file.getKey())));
    }

    @Override
    public int hashCode() {
        return files.keySet().hashCode();
    }

    @Override
    public String toString() {
        return files.keySet().toString();
    }

    /** Takes one file after the other within the bounds. */
    private static final class Taking {
        private final SortedMap<String, byte[]> files;
        private int left = MOST_BYTES;

        private Taking(SortedMap<String, byte[]> files) {
            this.files = files;
        }

        private void add(String name, byte[] bytes) {
            if (!NAME.matcher(name).matches()) {
                throw new Invalid("file: " + beginning(name)
                        + " (expected: letters, digits, _, - and dots, a dot not first, in at most three folders)");
            }
            if (bytes.length > left) {
                throw tooLong();
            }
            left -= bytes.length;
            if (files.size() == MOST_FILES) {
                throw new Invalid("files: more than " + MOST_FILES + " (expected: at most that many)");
            }
            if (files.put(name, bytes) != null) {
                throw new Invalid("file: " + name + " is there twice (expected: each once)");
            }
        }

        private void read(String name, InputStream content) throws IOException {
            byte[] bytes = content.readNBytes(left + 1);
            add(name, bytes);
        }

        private static Invalid tooLong() {
            return new Invalid("files: more than " + MOST_BYTES + " bytes (expected: at most that many)");
        }

        private static String beginning(String name) {
            return name.length() <= 200 ? name : name.substring(0, 200) + "…";
        }
    }
}
