package org.gatehouse.gateway.mediation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.axiom.om.OMElement;

/** Writes an element as a JSON object of one member. Siblings of one name become an array; namespaces are left out. */
final class JsonWriter {
    private final StringBuilder json = new StringBuilder();

    private JsonWriter() {}

    static String write(OMElement element) {
        JsonWriter writer = new JsonWriter();
        writer.json.append('{');
        writer.member(element.getLocalName(), List.of(element));
        return writer.json.append('}').toString();
    }

    private void member(String name, List<OMElement> values) {
        string(name);
        json.append(':');
        if (values.size() == 1) {
            value(values.get(0));
            return;
        }
        char before = '[';
        for (OMElement value : values) {
            json.append(before);
            value(value);
            before = ',';
        }
        json.append(']');
    }

    private void value(OMElement element) {
        Map<String, List<OMElement>> members = new LinkedHashMap<>();
        for (Iterator<?> children = element.getChildElements(); children.hasNext(); ) {
            OMElement child = (OMElement) children.next();
            members.computeIfAbsent(child.getLocalName(), any -> new ArrayList<>())
                    .add(child);
        }
        if (members.isEmpty()) {
            string(element.getText());
            return;
        }
        json.append('{');
        boolean[] first = {true};
        members.forEach((name, values) -> {
            if (!first[0]) {
                json.append(',');
            }
            first[0] = false;
            member(name, values);
        });
        json.append('}');
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> plain(c);
            }
        }
        json.append('"');
    }

    private void plain(char c) {
        if (c < 0x20) {
            json.append(String.format("\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
