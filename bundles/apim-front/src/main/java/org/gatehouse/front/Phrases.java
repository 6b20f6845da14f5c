package org.gatehouse.front;

import java.util.Map;

/** What an error's status means, in constant words. */
final class Phrases {
    private static final Map<Integer, String> KNOWN = Map.ofEntries(
            Map.entry(400, "The request is not valid"),
            Map.entry(401, "Sign in first"),
            Map.entry(403, "This is not allowed"),
            Map.entry(404, "There is nothing at this address"),
            Map.entry(405, "This address does not answer that method"),
            Map.entry(406, "This address has no answer of that kind"),
            Map.entry(408, "The request came too slowly"),
            Map.entry(413, "The request is too large"),
            Map.entry(415, "This address does not take that kind of body"),
            Map.entry(503, "Not available right now. Try again later"));

    private Phrases() {}

    static String of(int status) {
        return KNOWN.getOrDefault(status, status < 500 ? "The request cannot be answered" : "Something went wrong");
    }
}
