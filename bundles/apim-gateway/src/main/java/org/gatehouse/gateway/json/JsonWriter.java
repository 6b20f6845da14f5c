package org.gatehouse.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.axiom.om.OMAttribute;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMProcessingInstruction;

/**
 * Writes an element as JSON. Any XML will do: siblings of one name become an array, attributes members with an at sign in
 * front, text that looks like a number a number; namespaces are left out.
 */
public final class JsonWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /** The element as a text. One that was made of JSON becomes that; any other an object with it as the only member. */
    public static String write(OMElement element) {
        return written(writer -> writer.whole(element));
    }

    /** The value alone that an element stands for, not as a member of anything. */
    static String valueOf(OMElement element) {
        return written(writer -> writer.value(element));
    }

    static String arrayOf(List<OMElement> members) {
        return written(writer -> writer.array(members));
    }

    private interface Writing {
        void by(JsonWriter writer) throws IOException;
    }

    private static String written(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            writing.by(new JsonWriter(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Whether it is more than its text: has elements or is marked, or has attributes and no text. */
    public static boolean isTyped(OMElement element) {
        return element.getFirstElement() != null
                || isMember(element)
                || !instructions(element, Layout.KIND).isEmpty()
                || !instructions(element, Layout.MULTIPLE).isEmpty()
                || isNull(element)
                || (hasAttributes(element) && element.getText().isBlank());
    }

    /** Whoever puts something into it, makes it something. */
    private static boolean isNull(OMElement element) {
        return "true".equals(element.getAttributeValue(Layout.NIL))
                && element.getFirstElement() == null
                && element.getText().isEmpty();
    }

    /** Whether a text is all there is of it. */
    static boolean isText(OMElement element) {
        return element.getFirstElement() == null
                && !isNull(element)
                && !hasAttributes(element)
                && !isMarked(element, Layout.KIND, Layout.OBJECT_KIND)
                && instructions(element, Layout.MULTIPLE).isEmpty();
    }

    static boolean isArray(OMElement element) {
        return isArray(element, elements(element));
    }

    /** Whether the element's children of this name are an array, however many there are. */
    static boolean isMultiple(OMElement element, String name) {
        return isMarked(element, Layout.MULTIPLE, name);
    }

    /** Whether it stands for an array that has only it. */
    public static boolean isMember(OMElement element) {
        return element.getParent() instanceof OMElement parent
                && !element.getLocalName().equals(Layout.ELEMENT)
                && isMarked(parent, Layout.MULTIPLE, element.getLocalName())
                && elements(parent).stream()
                                .filter(other -> other.getLocalName().equals(element.getLocalName()))
                                .count()
                        == 1;
    }

    private void whole(OMElement element) throws IOException {
        switch (element.getLocalName()) {
            case Layout.OBJECT -> object(element);
            case Layout.ARRAY -> array(elements(element));
            case Layout.VALUE -> value(element);
            default -> {
                out.writeStartObject();
                out.writeFieldName(ElementName.member(element.getLocalName()));
                value(element);
                out.writeEndObject();
            }
        }
    }

    private void value(OMElement element) throws IOException {
        List<OMElement> children = elements(element);
        if (isNull(element)) {
            out.writeNull();
        } else if (isArray(element, children)) {
            array(children);
        } else if (!children.isEmpty()
                || isMarked(element, Layout.KIND, Layout.OBJECT_KIND)
                || hasAttributes(element)
                || !instructions(element, Layout.MULTIPLE).isEmpty()) {
            object(element);
        } else {
            text(element, ElementText.of(element));
        }
    }

    private static boolean isArray(OMElement element, List<OMElement> children) {
        return isMarked(element, Layout.MULTIPLE, Layout.ELEMENT)
                && children.stream().allMatch(child -> child.getLocalName().equals(Layout.ELEMENT));
    }

    private void array(List<OMElement> members) throws IOException {
        out.writeStartArray();
        for (OMElement member : members) {
            value(member);
        }
        out.writeEndArray();
    }

    private void object(OMElement element) throws IOException {
        List<String> multiple = instructions(element, Layout.MULTIPLE);
        Map<String, List<OMElement>> members = members(element);
        out.writeStartObject();
        attributes(element);
        for (Map.Entry<String, List<OMElement>> member : members.entrySet()) {
            out.writeFieldName(ElementName.member(member.getKey()));
            if (multiple.contains(member.getKey()) || member.getValue().size() > 1) {
                array(member.getValue());
            } else {
                value(member.getValue().get(0));
            }
        }
        String text = ElementText.of(element).trim();
        if (!text.isEmpty()) {
            out.writeFieldName("$");
            text(element, text);
        }
        out.writeEndObject();
    }

    /** In the order in which they come first; of an array the instruction is the first. */
    static Map<String, List<OMElement>> members(OMElement element) {
        Map<String, List<OMElement>> members = new LinkedHashMap<>();
        for (Iterator<?> children = element.getChildren(); children.hasNext(); ) {
            Object child = children.next();
            if (child instanceof OMElement member) {
                members.computeIfAbsent(member.getLocalName(), first -> new ArrayList<>())
                        .add(member);
            } else if (child instanceof OMProcessingInstruction instruction
                    && instruction.getTarget().equals(Layout.MULTIPLE)) {
                members.computeIfAbsent(instruction.getValue().trim(), first -> new ArrayList<>());
            }
        }
        return members;
    }

    private void attributes(OMElement element) throws IOException {
        for (Iterator<?> attributes = element.getAllAttributes(); attributes.hasNext(); ) {
            OMAttribute attribute = (OMAttribute) attributes.next();
            if (!attribute.getQName().equals(Layout.NIL)) {
                out.writeStringField("@" + attribute.getLocalName(), attribute.getAttributeValue());
            }
        }
    }

    private void text(OMElement element, String text) throws IOException {
        if (Primitive.is(text) && !isMarked(element, Layout.KIND, Layout.STRING_KIND)) {
            out.writeRawValue(text);
        } else {
            out.writeString(text);
        }
    }

    private static boolean hasAttributes(OMElement element) {
        for (Iterator<?> attributes = element.getAllAttributes(); attributes.hasNext(); ) {
            if (!((OMAttribute) attributes.next()).getQName().equals(Layout.NIL)) {
                return true;
            }
        }
        return false;
    }

    static boolean isMarked(OMElement element, String target, String data) {
        return instructions(element, target).contains(data);
    }

    private static List<String> instructions(OMElement element, String target) {
        List<String> data = new ArrayList<>();
        for (Iterator<?> children = element.getChildren(); children.hasNext(); ) {
            if (children.next() instanceof OMProcessingInstruction instruction
                    && instruction.getTarget().equals(target)) {
                data.add(instruction.getValue().trim());
            }
        }
        return data;
    }

    static List<OMElement> elements(OMElement element) {
        List<OMElement> children = new ArrayList<>();
        for (Iterator<?> each = element.getChildElements(); each.hasNext(); ) {
            children.add((OMElement) each.next());
        }
        return children;
    }
}
