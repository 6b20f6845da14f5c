package org.gatehouse.gateway.mediation.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * How bodies are coded for the way, and how they are made what they were.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110 §8.4</a>
 */
public final class ContentCoding {
    static final String FIELD = "Content-Encoding";

    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "deflate");
    private static final String NONE = "identity";
    private static final int PIECE = 8192;

    private ContentCoding() {}

    /** Says no to more bytes by throwing something. */
    interface Room {
        /** For so many bytes more, of which the sum is given, too. */
        void take(int bytes, long sum);
    }

    /** The codings in the order in which they were applied; none for a body that is what it seems. */
    static List<String> of(List<String> fields) {
        List<String> codings = new ArrayList<>();
        for (String field : fields) {
            for (String each : field.split(",")) {
                String coding = each.trim().toLowerCase(Locale.ROOT);
                if (!coding.isEmpty() && !coding.equals(NONE)) {
                    codings.add(coding);
                }
            }
        }
        return codings;
    }

    static boolean isKnown(String coding) {
        return KNOWN.contains(coding);
    }

    /**
     * The body before it was coded.
     *
     * @param room is asked before anything is kept
     * @throws IOException if the body is not coded so
     */
    static byte[] decoded(byte[] body, List<String> codings, Room room) throws IOException {
        byte[] decoded = body;
        for (int i = codings.size() - 1; i >= 0; i--) {
            decoded = codings.get(i).equals("deflate") ? inflated(decoded, room) : unzipped(decoded, room);
        }
        return decoded;
    }

    private static byte[] unzipped(byte[] body, Room room) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), PIECE)) {
            return read(in, room);
        }
    }

    /** In the format of zlib as it should be, or bare as some servers send it. */
    private static byte[] inflated(byte[] body, Room room) throws IOException {
        Inflater inflater = new Inflater(!isZlib(body));
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(body), inflater, PIECE)) {
            byte[] inflated = read(in, room);
            if (!inflater.finished()) {
                throw new IOException("a dictionary is needed that was not sent"); // the stream takes that for the end
            }
            return inflated;
        } finally {
            inflater.end();
        }
    }

    /** By RFC 1950 §2.2. */
    private static boolean isZlib(byte[] body) {
        return body.length > 1 && (body[0] & 0x0f) == 8 && ((body[0] & 0xff) << 8 | (body[1] & 0xff)) % 31 == 0;
    }

    private static byte[] read(InputStream in, Room room) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(PIECE);
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            room.take(read, (long) out.size() + read);
            out.write(piece, 0, read);
        }
        return out.toByteArray();
    }

    /** What is left of {@code Accept-Encoding} for an answer that will be read: codings that can be. */
    public static String acceptable(List<String> fields) {
        List<String> kept = new ArrayList<>();
        for (String field : fields) {
            for (String each : field.split(",")) {
                String coding = each.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
                if (isKnown(coding) || coding.equals(NONE)) {
                    kept.add(each.trim());
                }
            }
        }
        return kept.isEmpty() ? NONE : String.join(", ", kept);
    }
}
