package org.gatehouse.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;

/**
 * Reads {@code multipart/form-data} (RFC 7578) that is in memory already. The container's own reader keeps to limits of
 * its own on text parts, too low for an API definition.
 */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("(?im)^content-disposition:.*?[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern FILE =
            Pattern.compile("(?im)^content-disposition:.*?[;\\s]filename=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*(\\S[^\\r\\n]*)()$");
    /** RFC 2046 §5.1.1. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final int LONGEST_HEAD = 8 * 1024;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final byte[] body;
    private final byte[] delimiter;
    private final byte[] endOfPart;

    Multipart(byte[] body, String contentType) {
        this.body = body;
        String boundary = "--" + first(BOUNDARY, contentType, "");
        this.delimiter = boundary.getBytes(StandardCharsets.ISO_8859_1);
        this.endOfPart = ("\r\n" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        if (delimiter.length == 2) {
            throw new Invalid("The multipart body names no boundary");
        }
        if (delimiter.length > 2 + LONGEST_BOUNDARY) {
            throw new Invalid("The multipart body has a boundary of more than " + LONGEST_BOUNDARY + " characters");
        }
    }

    void read(Fields fields) {
        int start = indexOf(delimiter, 0);
        while (start >= 0) {
            int head = start + delimiter.length;
            if (startsWith(head, '-', '-')) {
                return;
            }
            int content = indexOf(END_OF_HEAD, head);
            int end = content < 0 ? -1 : indexOf(endOfPart, content + 2);
            if (end < 0) {
                break;
            }
            part(head, content, end, fields);
            start = end + 2;
        }
        throw new Invalid("The multipart body is cut off");
    }

    private void part(int head, int headEnd, int end, Fields fields) {
        if (headEnd - head > LONGEST_HEAD) {
            throw new Invalid("A part of the multipart body has a head of more than " + LONGEST_HEAD + " bytes");
        }
        String headers = new String(body, head, headEnd - head, StandardCharsets.UTF_8);
        int from = headEnd + END_OF_HEAD.length;
        byte[] content = Arrays.copyOfRange(body, from, Math.max(from, end));
        String name = first(NAME, headers, "");
        if (!FILE.matcher(headers).find()) {
            fields.text(name, new String(content, StandardCharsets.UTF_8));
        } else {
            String type = first(TYPE, headers, "application/octet-stream");
            fields.upload(name, new Upload(first(FILE, headers, ""), type, content));
        }
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return otherwise;
        }
        String quoted = matcher.group(1);
        return quoted == null ? matcher.group(2) : quoted;
    }

    private boolean startsWith(int at, char first, char second) {
        return at + 1 < body.length && body[at] == first && body[at + 1] == second;
    }

    private int indexOf(byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
