package org.gatehouse.gateway.json;

import java.util.List;
import org.apache.axiom.om.OMElement;
import org.jspecify.annotations.Nullable;

/** What a path found, as what it is in JSON. */
public final class JsonValue {
    private final String json;
    private final @Nullable String text;
    private final List<OMElement> elements;

    private JsonValue(String json, @Nullable String text, List<OMElement> elements) {
        this.json = json;
        this.text = text;
        this.elements = elements;
    }

    static JsonValue of(OMElement element) {
        return new JsonValue(
                JsonWriter.valueOf(element),
                JsonWriter.isText(element) ? ElementText.of(element) : null,
                List.of(element));
    }

    /** Of what an expression found in something that was JSON: a value, or several as an array. */
    public static JsonValue of(List<OMElement> found) {
        return found.size() == 1 && !JsonWriter.isMember(found.get(0)) ? of(found.get(0)) : array(found);
    }

    static JsonValue whole(OMElement root) {
        return root.getLocalName().equals(Layout.VALUE)
                ? of(root)
                : new JsonValue(JsonWriter.write(root), null, List.of(root));
    }

    static JsonValue array(List<OMElement> members) {
        return new JsonValue(JsonWriter.arrayOf(members), null, members);
    }

    static JsonValue several(List<JsonValue> values) {
        return new JsonValue(
                "[" + String.join(",", values.stream().map(JsonValue::json).toList()) + "]",
                null,
                values.stream().flatMap(each -> each.elements.stream()).toList());
    }

    /** As JSON writes it. */
    public String json() {
        return json;
    }

    /** A string's text, without quotation marks; of all else what JSON writes. */
    public String text() {
        return text == null ? json : text;
    }

    /** Whether it is an object or an array. */
    public boolean isStructure() {
        return json.startsWith("{") || json.startsWith("[");
    }

    /** The elements that stand for it in the layout: of an array one for each value in it. They are still where they were. */
    public List<OMElement> elements() {
        return elements;
    }
}
