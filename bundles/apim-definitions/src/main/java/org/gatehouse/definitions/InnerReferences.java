package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Definitions as libraries get them: nothing in them leads anywhere else. */
final class InnerReferences {
    private static final String REF = "$ref";

    private InnerReferences() {}

    /** The definition itself, its references to other documents taken out. */
    static ObjectNode only(ObjectNode root) {
        clean(root);
        return root;
    }

    private static void clean(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path(REF).isTextual()
                && !object.path(REF).textValue().startsWith("#")) {
            object.remove(REF);
        }
        node.forEach(InnerReferences::clean);
    }
}
