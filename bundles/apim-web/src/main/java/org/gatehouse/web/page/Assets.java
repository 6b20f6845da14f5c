package org.gatehouse.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Style sheets, scripts, fonts and pictures, under a name that changes with them, so that browsers keep them for good: a hash
 * of what is ours; what is others' has its version in its path.
 */
final class Assets {
    private static final String ROOT = "/assets/";
    private static final List<String> OURS = List.of("kit/kit.css", "kit/kit.js", "kit/gatehouse.svg");
    private static final Pattern NAME = Pattern.compile("(?:kit|webjars|_static)/[A-Za-z0-9._/@-]+");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=UTF-8",
            "js", "text/javascript; charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    /** All there are. */
    static final Assets SHARED = new Assets();

    private final String hash;
    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    Assets() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : OURS) {
                digest.update(read(name).orElseThrow());
            }
            hash = HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The folder in which they are, within a door. */
    String folder() {
        return ROOT + hash;
    }

    /** Answers with the file of that path, if it is one of these; returns whether it was. */
    boolean answers(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String folder = folder() + "/";
        Optional<Asset> asset = path.startsWith(folder) ? find(path.substring(folder.length())) : Optional.empty();
        if (asset.isPresent()) {
            asset.get().send(request, response);
        }
        return asset.isPresent();
    }

    private Optional<Asset> find(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..") || !TYPES.containsKey(ending(name))) {
            return Optional.empty();
        }
        Asset kept = known.get(name);
        // Only what there is is kept: other names are anybody's.
        return kept != null
                ? Optional.of(kept)
                : read(name)
                        .map(bytes -> known.computeIfAbsent(
                                name, found -> new Asset(String.valueOf(TYPES.get(ending(found))), bytes)));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<byte[]> read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/META-INF/resources/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
