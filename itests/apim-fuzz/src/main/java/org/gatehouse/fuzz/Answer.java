package org.gatehouse.fuzz;

/**
 * What came back.
 *
 * @param end how the exchange ended
 * @param text all that was read, a character for each byte
 * @param millis from the first byte sent until the end
 */
record Answer(End end, String text, long millis) {
    enum End {
        /** A whole answer came. */
        ANSWERED,
        /** The server closed the connection; what it had said before is no whole answer. */
        CLOSED,
        /** No whole answer came, nor did the connection end, as long as one can wait. */
        HANGS
    }

    /** The status of HTTP; 0 if there is none. */
    int status() {
        return text.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    /** What follows the header. */
    String body() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }
}
