package org.gatehouse.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request of HTTP/1.1, whole or spoiled.
 *
 * @param fields the header's fields, without Host and what frames the body
 */
record Message(String method, String target, List<String> fields, String body) {
    private static final String LENGTH = "Content-Length: ${length}";
    private static final Pattern LINE = Pattern.compile("(?!CONNECT )[A-Z]+ [!-\"$-~]+ HTTP/1\\.[01]");
    private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t -~\\x80-\\xff]*");
    private static final Pattern DELAYING = Pattern.compile("(?i)(transfer-encoding|expect|upgrade|te):.*");
    private static final Pattern LENGTHS = Pattern.compile("(?i)content-length:.*");

    private static final List<String> ODD_FIELDS = List.of(
            "Expect: 100-continue",
            "Expect: the unexpected",
            "Connection: close, authorization, x-jwt-assertion, content-length, host",
            "Connection: upgrade",
            "Upgrade: websocket",
            "Upgrade: h2c",
            "Host: other.example",
            "Host: [::1",
            "Host: a b",
            "X-Forwarded-For: 1.2.3.4, ::ffff:1.2.3.4, [2001:db8::1]:443, unknown",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: other.example",
            "Forwarded: for=\"[::1]\";host=other.example;proto=https",
            "Content-Type: text/xml; charset=UTF-7",
            "Content-Type: application/json; charset=nosuch",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=\"\"",
            "Content-Type: \u00ff",
            "Content-Encoding: gzip",
            "Content-Encoding: deflate, gzip, br",
            "Accept: */*;q=nan, text/html;level=\"",
            "Accept-Encoding: gzip;q=0, *;q=9",
            "Range: bytes=0-,0-,0-,0-,0-",
            "If-Modified-Since: yesterday",
            "Cookie: JSESSIONID=../../x; $Version=1; a=\"b",
            "Cookie: " + "a=b; ".repeat(500),
            "Origin: null",
            "Origin: https://other.example",
            "Sec-Fetch-Site: cross-site",
            "Authorization: Bearer",
            "Authorization: Bearer " + "a".repeat(5_000),
            "Authorization: Basic !!!!",
            "Authorization: Basic Og==",
            "Authorization: Negotiate abc",
            "X-JWT-Assertion: forged",
            "X_JWT_Assertion: forged",
            "X-HTTP-Method-Override: DELETE",
            "WSO2_AM_API_DEFAULT_VERSION: true",
            "SOAPAction: \"",
            "SOAPAction: urn:mediate",
            "TE: trailers",
            "Trailer: X-JWT-Assertion, Host",
            "Max-Forwards: -1",
            " folded: field",
            "NoColon",
            ": no name",
            "Na\0me: x",
            "X-Long: " + "x".repeat(9_000),
            "X-Long: " + "x".repeat(70_000));

    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "G\0T",
            "",
            "X".repeat(9_000));

    private static final List<String> CHUNKS = List.of(
            "3\r\nabc\r\n0\r\n\r\n",
            "3;a=b\r\nabc\r\n0\r\n\r\n",
            "3;a=\"b\r\nX\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            "03\r\nabc\r\n0\r\nX-Trailer: a\r\n\r\n",
            "3 \r\nabc\r\n0\r\n\r\n",
            "3\nabc\n0\n\n",
            "100000003\r\nabc\r\n0\r\n\r\nGET /fuzz/1.0.0/open/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "ffffffffffffffff\r\nabc\r\n0\r\n\r\n",
            "-1\r\nabc\r\n0\r\n\r\n",
            "0x3\r\nabc\r\n0\r\n\r\n",
            "\r\n",
            "1\r\na\r\n".repeat(3_000) + "0\r\n\r\n",
            "1;" + "a".repeat(20_000) + "\r\na\r\n0\r\n\r\n",
            "0\r\n" + "A: b\r\n".repeat(2_000) + "\r\n",
            "0\r\nContent-Length: 5\r\nHost: other.example\r\nAuthorization: x\r\n\r\n");

    Message {
        fields = List.copyOf(fields);
    }

    static Message get(String target, String... fields) {
        return new Message("GET", target, List.of(fields), "");
    }

    static Message post(String target, String type, String body, String... fields) {
        List<String> all = new ArrayList<>(List.of("Content-Type: " + type));
        all.addAll(List.of(fields));
        return new Message("POST", target, all, body);
    }

    Message with(String field) {
        List<String> all = new ArrayList<>(fields);
        all.add(field);
        return new Message(method, target, all, body);
    }

    /** As it should be. */
    String text() {
        return text(body.isEmpty() && !method.equals("POST") ? List.of() : List.of(LENGTH));
    }

    private String text(List<String> framing) {
        List<String> head = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: localhost"));
        head.addAll(fields);
        head.addAll(framing);
        return String.join("\r\n", head) + "\r\n\r\n" + body;
    }

    /** With one part spoiled. */
    String spoiled(Chance chance) {
        return switch (chance.below(16)) {
            case 0 -> text();
            case 1, 2, 3 ->
                new Message(method, Mutation.spoil(target, chance).replaceAll("[\r\n ]", "%20"), fields, body).text();
            case 4 -> new Message(chance.of(METHODS), target, fields, body).text();
            case 5, 6 -> new Message(method, target, spoiledFields(chance), body).text();
            case 7 -> framedOddly(chance);
            case 8 -> Mutation.spoil(text(), chance);
            default ->
                body.isEmpty()
                        ? new Message(method, Mutation.spoil(target, chance), spoiledFields(chance), body).text()
                        : new Message(method, target, fields, Mutation.spoil(body, chance)).text();
        };
    }

    private List<String> spoiledFields(Chance chance) {
        List<String> all = new ArrayList<>(fields);
        int at = chance.below(all.size() + 1);
        switch (chance.below(4)) {
            case 0 -> {
                if (at < all.size()) {
                    all.set(at, Mutation.spoil(all.get(at), chance));
                }
            }
            case 1 -> {
                if (at < all.size()) {
                    all.remove(at);
                }
            }
            case 2 -> all.addAll(fields);
            default -> all.add(at, chance.of(ODD_FIELDS));
        }
        return all;
    }

    private String framedOddly(Chance chance) {
        return switch (chance.below(8)) {
            case 0 -> text(List.of(LENGTH, "Content-Length: 5"));
            case 1 ->
                text(List.of("Content-Length: "
                        + chance.of("-1", "+5", "5, 5", "0x5", "99999999999999999999", "", "5 5", "\u00b2")));
            case 2 -> text(List.of("Content-Length: 1000000"));
            case 3 -> chunked(chance, "Transfer-Encoding: chunked", LENGTH);
            case 4 ->
                chunked(
                        chance,
                        "Transfer-Encoding: "
                                + chance.of("gzip, chunked", "chunked, identity", "Chunked ", "\u000bchunked", "x"));
            case 5 -> chunked(chance, "Transfer-Encoding : chunked");
            default -> chunked(chance, "Transfer-Encoding: chunked");
        };
    }

    private String chunked(Chance chance, String... framing) {
        String chunks = chance.onceIn(3)
                ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"
                : chance.of(CHUNKS);
        return new Message(method, target, fields, chance.onceIn(4) ? Mutation.spoil(chunks, chance) : chunks)
                .text(List.of(framing));
    }

    /** Whether a strict reader sees exactly one whole request, which then must be answered. */
    static boolean isWhole(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String[] head = text.substring(0, end).split("\r\n", -1);
        int body = text.length() - end - 4;
        boolean framed = body == 0;
        int lengths = 0;
        for (int i = 1; i < head.length; i++) {
            if (!FIELD.matcher(head[i]).matches() || DELAYING.matcher(head[i]).matches()) {
                return false;
            }
            if (LENGTHS.matcher(head[i]).matches()) {
                lengths++;
                framed = head[i].substring(15).strip().equals(Integer.toString(body));
            }
        }
        return LINE.matcher(head[0]).matches() && framed && lengths < 2;
    }
}
