package org.gatehouse.gateway.mediation.mediators;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.axiom.om.OMAttribute;
import org.apache.axiom.om.OMDocument;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMText;
import org.gatehouse.gateway.json.ElementText;
import org.gatehouse.gateway.json.JsonText;
import org.gatehouse.gateway.json.JsonValue;
import org.gatehouse.gateway.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** What comes in a place of a payload: as a text, as a value of JSON, and as what an element can contain. */
public final class PayloadValue {
    private final Supplier<String> text;
    private final Supplier<String> json;
    private final List<Object> content;

    private PayloadValue(Supplier<String> text, Supplier<String> json, List<Object> content) {
        this.text = text;
        this.json = json;
        this.content = content;
    }

    /** Of a text that says nothing of its type: in JSON it is a number, an object and so on if it looks like one. */
    static PayloadValue text(String text) {
        return new PayloadValue(() -> text, () -> JsonText.value(text), List.of(text));
    }

    static PayloadValue markup(String text, OMElement element) {
        return new PayloadValue(() -> text, () -> JsonText.value(text), List.of(element));
    }

    static PayloadValue json(JsonValue value) {
        return new PayloadValue(
                value::text, value::json, value.isStructure() ? List.copyOf(value.elements()) : List.of(value.text()));
    }

    /**
     * Of what an XPath found. An element with no elements in it is its text; any other is itself, and several in JSON an
     * array.
     */
    static PayloadValue found(@Nullable Object found) {
        if (!(found instanceof List<?> nodes)) {
            return text(found == null ? "" : found.toString());
        }
        List<Object> content = new ArrayList<>();
        nodes.stream().filter(Objects::nonNull).forEach(node -> content.add(content(node)));
        List<OMElement> structure = structure(nodes);
        if (structure.isEmpty()) {
            String text =
                    String.join("", content.stream().map(PayloadValue::textOf).toList());
            return new PayloadValue(() -> text, () -> JsonText.value(text), content);
        }
        return new PayloadValue(
                () -> JsonValue.of(structure).text(),
                () -> JsonValue.of(structure).json(),
                content);
    }

    /** The elements, if in JSON they are more than a text. */
    private static List<OMElement> structure(List<?> nodes) {
        if (nodes.isEmpty() || !nodes.stream().allMatch(OMElement.class::isInstance)) {
            return List.of();
        }
        List<OMElement> elements = nodes.stream().map(OMElement.class::cast).toList();
        return elements.size() > 1 || JsonWriter.isTyped(elements.get(0)) ? elements : List.of();
    }

    private static Object content(Object node) {
        if (node instanceof OMText text) {
            return text.getParent() instanceof OMElement element
                    ? ElementText.of(element, text.getText())
                    : text.getText();
        }
        if (node instanceof OMAttribute attribute) {
            return attribute.getAttributeValue();
        }
        if (node instanceof OMDocument document) {
            return document.getOMDocumentElement();
        }
        if (node instanceof OMElement element) {
            return isText(element) ? ElementText.of(element) : element;
        }
        return node.toString();
    }

    private static boolean isText(OMElement element) {
        return element.getFirstElement() == null
                && !(element.getText().isBlank() && element.getAllAttributes().hasNext() && !isNull(element));
    }

    private static boolean isNull(OMElement element) {
        return JsonValue.of(List.of(element)).json().equals("null");
    }

    private static String textOf(Object content) {
        return content instanceof OMElement element ? element.getText() : content.toString();
    }

    /** A text; of an object or an array its JSON. */
    String text() {
        return text.get();
    }

    /** As JSON writes it where a value may stand. */
    String json() {
        return json.get();
    }

    /** Texts and elements, one after the other. The elements belong to others. */
    List<Object> content() {
        return content;
    }
}
