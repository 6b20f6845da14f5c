package org.gatehouse.fuzz;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads on in the server's log: what in it is an error or a stack trace, and how much is written. */
final class Diary {
    private static final int MOST_KINDS = 200;
    private static final Pattern ENTRY = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT.*");

    private final Path log;
    private final Map<String, Integer> kinds = new TreeMap<>();
    private long at;
    private long read;
    private String entry = "";
    private boolean traced;

    /** From the end of what is there. */
    Diary(Path log) throws IOException {
        this.log = log;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            at = file.length();
        }
    }

    /** Reads what has come; a log that has begun anew is read from its begin. */
    void read() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            if (length < at) {
                at = 0;
            }
            byte[] bytes = new byte[(int) Math.min(length - at, 32 << 20)];
            file.seek(at);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole).lines().forEach(this::take);
            int taken = text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
            at += taken;
            read += taken;
        }
    }

    private void take(String line) {
        if (ENTRY.matcher(line).matches()) {
            entry = line;
            traced = false;
            if (line.contains(" ERROR ") || line.contains(" | ERROR | ")) {
                count("error: ");
            }
        } else if (line.startsWith("\tat ") && !traced) {
            traced = true;
            count("trace: ");
        }
    }

    private void count(String what) {
        String[] columns = entry.split("\\|");
        String said = columns[columns.length - 1].strip().replaceAll("[0-9a-fA-F-]{8,}|\\d+", "#");
        String kind = what + said.substring(0, Math.min(100, said.length()));
        if (kinds.size() < MOST_KINDS || kinds.containsKey(kind)) {
            kinds.merge(kind, 1, Integer::sum);
        }
    }

    /** How often each kind of entry was there. */
    Map<String, Integer> kinds() {
        return Map.copyOf(kinds);
    }

    long bytes() {
        return read;
    }
}
