package org.gatehouse.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.opentest4j.TestAbortedException;

/** A package of npm, fetched when a test wants it: what others have published is tried, and no part of this tree. */
public final class NpmPackage {
    private static final int BLOCK = 512;
    private static final int MINUTES = 5;

    private final Path file;

    private NpmPackage(Path file) {
        this.file = file;
    }

    /**
     * The package, fetched by npm unless it is in {@code target} already; a test without npm, or without its
     * registry, ends here, neither good nor bad.
     *
     * @param name with its version, as {@code a@1.0.0}
     * @param sha512 of its file, in Base64
     */
    public static NpmPackage of(String name, String sha512) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "npm"));
        Path file =
                folder.resolve(name.replaceFirst("^@", "").replace('/', '-').replaceFirst("@(?=[^@]*$)", "-") + ".tgz");
        if (!Files.exists(file)) {
            fetch(name, folder);
        }
        String found = digest(file);
        if (!found.equals(sha512)) {
            throw new AssertionError(file + " is another one than expected: " + found);
        }
        return new NpmPackage(file);
    }

    private static void fetch(String name, Path folder) throws IOException {
        try {
            Process npm = new ProcessBuilder("npm", "pack", "--silent", "--pack-destination", folder.toString(), name)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new TestAbortedException("npm does not fetch " + name + ": see " + folder.resolve("npm.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (IOException noNpm) {
            throw new TestAbortedException("npm is needed, to fetch " + name, noNpm);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Gives the texts of those files in it that are wanted, with their paths. */
    public void each(Predicate<String> wanted, BiConsumer<String, String> texts) throws IOException {
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            for (byte[] head = in.readNBytes(BLOCK);
                    head.length == BLOCK && head[0] != 0;
                    head = in.readNBytes(BLOCK)) {
                String path = path(head);
                int size = Integer.parseInt(text(head, 124, 12), 8);
                boolean isFile = head[156] == '0' || head[156] == 0;
                byte[] content = in.readNBytes(size);
                if (content.length < size) {
                    throw new EOFException(file.toString());
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (isFile && wanted.test(path)) {
                    texts.accept(path, new String(content, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static String path(byte[] head) {
        String prefix = text(head, 345, 155);
        return (prefix.isEmpty() ? "" : prefix + "/") + text(head, 0, 100);
    }

    private static String text(byte[] head, int from, int length) {
        int end = from;
        while (end < from + length && head[end] != 0) {
            end++;
        }
        return new String(head, from, end - from, StandardCharsets.UTF_8).trim();
    }
}
