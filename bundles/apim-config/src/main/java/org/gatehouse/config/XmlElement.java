package org.gatehouse.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An element without its namespace; the line is where its start tag ends. */
record XmlElement(String name, Map<String, String> attributes, String text, int line, List<XmlElement> children) {
    /** The elements at that path below this one, names separated by slashes, in document order. */
    List<XmlElement> all(String path) {
        List<XmlElement> found = List.of(this);
        for (String step : path.split("/", -1)) {
            List<XmlElement> next = new ArrayList<>();
            for (XmlElement element : found) {
                element.children.stream()
                        .filter(child -> child.name.equals(step))
                        .forEach(next::add);
            }
            found = next;
        }
        return found;
    }
}
