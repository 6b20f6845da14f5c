package org.gatehouse.definitions;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** JSON pointers (RFC 6901). */
final class Pointers {
    private Pointers() {}

    /** The place of a member of what is at a place. */
    static String below(String place, String member) {
        return place + "/" + member.replace("~", "~0").replace("/", "~1");
    }

    /** What a reference within the document points to; missing if it points nowhere, or out of the document. */
    static JsonNode resolve(JsonNode root, String reference) {
        if (!reference.startsWith("#/")) {
            return root.path("");
        }
        try {
            String pointer = reference.substring(1);
            JsonNode plain = root.at(JsonPointer.compile(pointer));
            return plain.isMissingNode() && pointer.contains("%")
                    ? root.at(
                            JsonPointer.compile(URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8)))
                    : plain;
        } catch (IllegalArgumentException noPointer) {
            return root.path("");
        }
    }
}
