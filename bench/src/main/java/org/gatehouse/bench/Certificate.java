package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate for this run, as PEM files. */
record Certificate(Path chain, Path key) {
    static Certificate create(Path folder) {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        try {
            Files.createDirectories(folder);
            int status = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-days",
                            "2",
                            "-subj",
                            "/CN=localhost",
                            "-keyout",
                            key.toString(),
                            "-out",
                            chain.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("openssl ended with " + status + ": see " + folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Certificate(chain, key);
    }
}
