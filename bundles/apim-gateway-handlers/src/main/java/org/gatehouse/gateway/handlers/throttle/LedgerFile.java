package org.gatehouse.gateway.handlers.throttle;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a ledger is while nobody counts: between two of the bundle's lives, and, of quotas, when the power is cut. */
final class LedgerFile {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    private static final int VERSION = 1;

    private final Path file;

    LedgerFile(Path file) {
        this.file = file;
    }

    /** Reads it if it is there. A file that cannot be read counts for nothing, and is told of. */
    void readInto(Ledger ledger) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("version " + version + " (expected: " + VERSION + ")");
            }
            ledger.readFrom(in);
        } catch (NoSuchFileException first) {
            LOG.debug("There is no {} yet", file);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read, counting begins anew: {}", file, e.toString());
        }
    }

    /** Writes it whole or not at all. */
    void write(Ledger ledger, boolean onlyForLong) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
                out.writeInt(VERSION);
                ledger.writeTo(out, onlyForLong);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("What was counted could not be written to {}: {}", file, e.toString());
        }
    }
}
