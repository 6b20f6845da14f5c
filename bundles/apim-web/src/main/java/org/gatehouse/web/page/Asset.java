package org.gatehouse.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file for browsers, compressed once where that gains something. */
final class Asset {
    private static final Pattern TAKES_GZIP =
            Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))", Pattern.CASE_INSENSITIVE);

    private final String type;
    private final byte[] plain;
    private final byte @Nullable [] compressed;

    Asset(String type, byte[] bytes) {
        this.type = type;
        this.plain = bytes;
        this.compressed = type.startsWith("font/") ? null : gzip(bytes);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        byte[] body = plain;
        if (compressed != null) {
            response.setHeader("Vary", "Accept-Encoding");
            String accepted = request.getHeader("Accept-Encoding");
            if (accepted != null && TAKES_GZIP.matcher(accepted).find()) {
                response.setHeader("Content-Encoding", "gzip");
                body = compressed;
            }
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
