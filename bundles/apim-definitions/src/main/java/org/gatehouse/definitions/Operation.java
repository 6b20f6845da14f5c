package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One operation where it stands in a definition.
 *
 * @param key its resource
 * @param pointer its place
 * @param node what is said of it
 * @param removal takes it out of the definition
 */
record Operation(Key key, String pointer, ObjectNode node, Runnable removal) {
    /**
     * What tells resources apart.
     *
     * @param verb in capitals
     * @param pattern beginning with a slash
     */
    record Key(String verb, String pattern) {
        @Override
        public String toString() {
            return verb + " " + pattern;
        }
    }
}
