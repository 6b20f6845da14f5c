package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.domain.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes files so that they are there as a whole or not at all, and still are after a loss of power. */
final class FileWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FileWriter.class);

    private FileWriter() {}

    static void write(Path file, byte[] content) {
        writeAll(Map.of(file, content));
    }

    /** All of them, or none: what could go wrong for want of room has gone wrong before the first file is replaced. */
    static void writeAll(Map<Path, byte[]> files) {
        Map<Path, Path> drafts = new LinkedHashMap<>();
        Path current = null;
        try {
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                current = file.getKey();
                Path draft = current.resolveSibling("." + current.getFileName() + ".new");
                drafts.put(current, draft);
                fill(draft, file.getValue());
            }
            for (Map.Entry<Path, Path> draft : drafts.entrySet()) {
                current = draft.getKey();
                Files.move(
                        draft.getValue(), current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            if (current != null) {
                forceFolder(current);
            }
        } catch (IOException e) {
            drafts.values().forEach(FileWriter::discard);
            throw new Unavailable(
                    "The gateway cannot write " + (current == null ? "" : current.getFileName()) + ": " + reason(e), e);
        }
    }

    private static void fill(Path draft, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            LOG.warn("{} is left over and can be deleted: {}", draft, e.toString());
        }
    }

    /** Without the paths of this machine. */
    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            forceFolder(file);
        } catch (IOException e) {
            throw new Unavailable("The gateway cannot delete " + file.getFileName(), e);
        }
    }

    static void rename(Path file, Path to) {
        try {
            Files.move(file, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } catch (IOException e) {
            throw new Unavailable("The gateway cannot move " + file.getFileName(), e);
        }
    }

    private static void forceFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
