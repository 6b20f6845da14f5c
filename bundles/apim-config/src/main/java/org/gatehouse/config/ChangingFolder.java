package org.gatehouse.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The XML files of a folder, read again when one of them is another. A file with a mistake counts as if it were not there. */
final class ChangingFolder<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ChangingFolder.class);
    private static final int MAX_BYTES = 1 << 20;

    private final Path folder;
    private final String files;
    private final Reader<T> reader;
    private Map<Path, FileTime> seen = Map.of();
    private List<T> read = List.of();

    ChangingFolder(Path folder, Reader<T> reader) {
        this(folder, "*.xml", reader);
    }

    /** Of the files with such names only. */
    ChangingFolder(Path folder, String files, Reader<T> reader) {
        this.folder = folder;
        this.files = files;
        this.reader = reader;
    }

    /** How a file is understood. */
    interface Reader<T> {
        T read(XmlElement root) throws RefusedFile;
    }

    /** What the files say now, by the files' names. */
    synchronized List<T> all() {
        Map<Path, FileTime> now = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, this.files)) {
            for (Path file : files) {
                now.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            // No folder, no files.
            now.clear();
        }
        if (!now.equals(seen)) {
            seen = now;
            read = read(now.keySet().stream().sorted().toList());
        }
        return read;
    }

    private List<T> read(List<Path> files) {
        List<T> all = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                all.add(reader.read(StrictXml.parse(in.readNBytes(MAX_BYTES))));
                LOG.info("{} is in force", file);
            } catch (RefusedFile e) {
                e.problems()
                        .forEach(problem -> LOG.error("{} refused, it is as if it were not there: {}", file, problem));
            } catch (IOException e) {
                LOG.error("{} could not be read: {}", file, e.toString());
            }
        }
        return all;
    }
}
