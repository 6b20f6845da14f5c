package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.gatehouse.domain.Unavailable;

/** Changes files so that they are there as a whole or not at all, and still are after a loss of power. */
final class FileWriter {
    private FileWriter() {}

    static void write(Path file, byte[] content) {
        Path draft = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } catch (IOException e) {
            throw new Unavailable("The gateway cannot write " + file.getFileName(), e);
        }
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
