package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A picture that somebody has given us, for pages to show and for nothing else: whatever is in it does not run. Browsers keep it
 * and ask each time whether it is still that, for it may become another, and who sees it may, too.
 *
 * @param mediaType what it is, as we know it and not as somebody says
 * @param bytes not copied, not to be changed
 * @param digest what tells the bytes from others: letters and digits
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record Picture(String mediaType, byte[] bytes, String digest) {
    /** Answers with it, or tells who has it that it is still that (RFC 9110 §13.1.2). */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("ETag", tag());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        if (isHeld(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private String tag() {
        return '"' + digest + '"';
    }

    private boolean isHeld(@Nullable String tags) {
        return tags != null
                && Stream.of(tags.split(",", -1))
                        .map(String::strip)
                        .anyMatch(held -> held.equals("*") || held.equals(tag()) || held.equals("W/" + tag()));
    }
}
