package org.gatehouse.gateway.json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.axiom.om.OMElement;
import org.jspecify.annotations.Nullable;

/** Paths into JSON: members, indices, {@code [*]} and {@code ..name}. They find values, or are XPath into the layout. */
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile(
            "\\.\\.(?<deep>[^.\\[\\]]+)|\\.(?<plain>[^.\\[\\]]+)|\\[\\s*(?:'(?<single>[^']*)'|\"(?<twice>[^\"]*)\"|(?<index>\\d+)|(?<all>\\*))\\s*\\]");

    private final String text;
    private final List<Step> steps;

    private JsonPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** One step; what it looks for is an element's name, or a position. */
    private record Step(Kind kind, String name, long index) {
        boolean isAll() {
            return kind == Kind.ALL || (kind == Kind.MEMBER && name.equals("*"));
        }
    }

    private enum Kind {
        MEMBER,
        DEEP,
        INDEX,
        ALL
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if there is something else in it
     */
    public static JsonPath of(String path) {
        String text = path.trim();
        if (!text.startsWith("$")) {
            throw refused(path);
        }
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at) {
                throw refused(path);
            }
            steps.add(step(step, path));
            at = step.end();
        }
        return new JsonPath(text, List.copyOf(steps));
    }

    private static Step step(Matcher step, String path) {
        String index = step.group("index");
        if (index != null) {
            if (index.length() > 9) {
                throw refused(path);
            }
            return new Step(Kind.INDEX, "", Long.parseLong(index));
        }
        if (step.group("all") != null) {
            return new Step(Kind.ALL, "", 0);
        }
        String deep = step.group("deep");
        String plain = step.group("plain");
        String single = step.group("single");
        String name = deep != null ? deep : plain != null ? plain : single != null ? single : step.group("twice");
        return new Step(deep == null ? Kind.MEMBER : Kind.DEEP, name.equals("*") ? name : ElementName.of(name), 0);
    }

    private static IllegalArgumentException refused(String path) {
        return new IllegalArgumentException(
                "JSON path: " + path + " (expected: $ and then .name, ['name'], [number], [*] or ..name)");
    }

    @Override
    public String toString() {
        return text;
    }

    // ---- as XPath

    /** The XPath of it. Of an empty array it finds nothing, of any other the elements. */
    public String xpath() {
        StringBuilder xpath = new StringBuilder("$body/*[1]");
        boolean named = false;
        for (Step step : steps) {
            named = append(xpath, step, named);
        }
        return xpath.toString();
    }

    /** An array that has a name is a row of elements of that name; any other has its own elements. */
    private static boolean append(StringBuilder xpath, Step step, boolean named) {
        if (step.kind() == Kind.INDEX || step.kind() == Kind.ALL) {
            xpath.append(named ? "" : "/" + Layout.ELEMENT);
            xpath.append(step.kind() == Kind.ALL ? "" : "[" + (step.index() + 1) + "]");
            return false;
        }
        xpath.append(step.kind() == Kind.DEEP ? "//" : "/").append(step.name());
        return true;
    }

    // ---- as values

    /**
     * The value that it leads to, beginning at the first element of a body. A path that may lead to several, with
     * {@code [*]}, {@code ..} or through an array's members, finds the array of them.
     *
     * @return null if nothing is there
     */
    public @Nullable JsonValue find(@Nullable OMElement root) {
        if (root == null) {
            return null;
        }
        if (steps.isEmpty()) {
            return JsonValue.whole(root);
        }
        List<Spot> spots = List.of(new Spot(root, null));
        boolean several = false;
        for (Step step : steps) {
            List<Spot> next = new ArrayList<>();
            for (Spot spot : spots) {
                several |= spot.step(step, next);
            }
            spots = next;
        }
        if (several || steps.stream().anyMatch(step -> step.isAll() || step.kind() == Kind.DEEP)) {
            return JsonValue.several(spots.stream().map(Spot::value).toList());
        }
        return spots.isEmpty() ? null : spots.get(0).value();
    }

    /** Where a value is: an element, or the row of an element's children of one name that stands for an array. */
    private record Spot(OMElement element, @Nullable String row) {
        JsonValue value() {
            return row == null ? JsonValue.of(element) : JsonValue.array(members());
        }

        private List<OMElement> members() {
            String name = row == null ? Layout.ELEMENT : row;
            return JsonWriter.elements(element).stream()
                    .filter(child -> child.getLocalName().equals(name))
                    .toList();
        }

        private boolean isArray() {
            return row != null || JsonWriter.isArray(element);
        }

        /** Adds what the step finds from here; true if it went through the members of an array. */
        boolean step(Step step, List<Spot> found) {
            switch (step.kind()) {
                case INDEX -> index(step.index(), found);
                case ALL -> all(found);
                case DEEP -> deep(step.name(), found);
                case MEMBER -> {
                    if (step.isAll()) {
                        all(found);
                    } else if (isArray()) {
                        members().forEach(member -> new Spot(member, null).member(step.name(), found));
                        return true;
                    } else {
                        member(step.name(), found);
                    }
                }
            }
            return false;
        }

        private void index(long index, List<Spot> found) {
            List<OMElement> members = isArray() ? members() : List.of(element);
            if (index < members.size()) {
                found.add(new Spot(members.get((int) index), null));
            }
        }

        private void all(List<Spot> found) {
            if (isArray()) {
                members().forEach(member -> found.add(new Spot(member, null)));
            } else {
                JsonWriter.members(element).keySet().forEach(name -> member(name, found));
            }
        }

        private void member(String name, List<Spot> found) {
            List<OMElement> children = new Spot(element, name).members();
            if (children.size() > 1 || JsonWriter.isMultiple(element, name)) {
                found.add(new Spot(element, name));
            } else if (!children.isEmpty()) {
                found.add(new Spot(children.get(0), null));
            }
        }

        private void deep(String name, List<Spot> found) {
            if (row != null) {
                members().forEach(member -> new Spot(member, null).deep(name, found));
                return;
            }
            if (!isArray()) {
                member(name, found);
            }
            JsonWriter.elements(element).forEach(child -> new Spot(child, null).deep(name, found));
        }
    }
}
