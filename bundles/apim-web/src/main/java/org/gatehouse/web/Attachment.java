package org.gatehouse.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A file that somebody gets to keep. Browsers neither show nor run it, whatever it is: it has no type of its own, so that no page
 * of ours can load it as a script or a style either.
 *
 * @param name its name, of any letters, without folders
 * @param bytes not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record Attachment(String name, byte[] bytes) {
    /** What stands for itself in a parameter with a character set (RFC 8187 §3.2.1). */
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

    /** Answers with it. */
    public void send(HttpServletResponse response) throws IOException {
        // Of the text that the door expected to answer with the character set would stay.
        response.setContentType(null);
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", disposition());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** With the name as it is, and one for who reads only ASCII (RFC 6266 §4.3, Appendix D). */
    String disposition() {
        StringBuilder ascii = new StringBuilder();
        name.codePoints()
                .forEach(letter -> ascii.append(
                        letter < 0x20 || letter > 0x7e || "\"\\%/".indexOf(letter) >= 0 ? '_' : (char) letter));
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet));
            }
        }
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
