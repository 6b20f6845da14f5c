package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Access tokens that calls are made with, one after the other; in a file, one a line. */
record Tokens(Path file, int count) {
    static Tokens of(Path file, List<String> tokens) {
        try {
            Files.write(file, tokens);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tokens(file, tokens.size());
    }
}
