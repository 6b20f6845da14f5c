package org.gatehouse.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is sent on one connection.
 *
 * @param name the door's name and the input's number
 * @param text a character for each byte; <code>${name}</code> stands for what only the {@link Sample} of a server knows
 */
record Input(String name, Port port, String text) {
    private static final Pattern SAVED = Pattern.compile("(\\S+) (\\w+)\n(.*)", Pattern.DOTALL);

    /** Writes it to a file of its name. */
    Path save(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name.replace('/', '-') + ".input");
        return Files.writeString(file, name + " " + port + "\n" + text, StandardCharsets.ISO_8859_1);
    }

    /** Reads what {@link #save} has written. */
    static Input load(Path file) throws IOException {
        Matcher saved = SAVED.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!saved.matches()) {
            throw new IOException(file + ": not an input (expected: a line with a name and a port, and what is sent)");
        }
        return new Input(saved.group(1), Port.valueOf(saved.group(2)), saved.group(3));
    }
}
