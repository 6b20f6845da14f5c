package org.gatehouse.gateway.deployment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that the gateway wrote for somebody. Its first line holds the hash of the rest, so that the file itself tells
 * whether a person edited it since, whatever happened to the gateway in between.
 */
final class OwnFile {
    private static final Pattern MARK =
            Pattern.compile("<!-- Written by Gatehouse, sha-256 ([0-9a-f]{64})\\. [^\n]*-->\n");

    private OwnFile() {}

    static byte[] wrap(String xml) {
        String text = "<!-- Written by Gatehouse, sha-256 " + hash(xml)
                + ". Once this file is edited by hand, it is not overwritten any more. -->\n" + withoutProlog(xml);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The XML that was wrapped, or all of a file that is not ours. */
    static String unwrap(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        Matcher mark = MARK.matcher(text);
        return mark.lookingAt() ? text.substring(mark.end()) : text;
    }

    /** Whether the file is as the gateway wrote it. */
    static boolean isUntouched(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        Matcher mark = MARK.matcher(text);
        return mark.lookingAt() && mark.group(1).equals(hash(text.substring(mark.end())));
    }

    /** A declaration may stand only at the very start, where the mark is. */
    private static String withoutProlog(String xml) {
        String text = xml.stripLeading();
        return text.startsWith("<?xml") ? text.substring(text.indexOf("?>") + 2).stripLeading() : text;
    }

    private static String hash(String xml) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(withoutProlog(xml).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
