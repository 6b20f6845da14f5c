package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place as swagger-parser begins its messages, {@code paths.'/pets'(get).parameters.[0].name is missing}, found in the definition.
 *
 * @param pointer to the innermost value that is there
 * @param rest what follows
 */
record ParserPlace(String pointer, String rest) {
    /** A name that is longer is not looked for: the place is then what it is in. */
    private static final int LONGEST = 1000;

    private static final Set<String> WRAPPED = Set.of("''", "()", "[]");

    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,6})].*", Pattern.DOTALL);

    static ParserPlace of(String place, JsonNode root) {
        JsonNode at = root;
        String pointer = "";
        String rest = place.trim();
        while (!rest.isEmpty()) {
            if (rest.startsWith(".")) {
                rest = rest.substring(1);
                continue;
            }
            Optional<Step> step = at instanceof ArrayNode array ? element(array, rest) : member(at, rest);
            if (step.isEmpty()) {
                break;
            }
            at = step.get().value;
            pointer = Pointers.below(pointer, step.get().name);
            rest = rest.substring(step.get().length);
        }
        return new ParserPlace(pointer, rest);
    }

    private static Optional<Step> element(ArrayNode array, String place) {
        Matcher index = INDEX.matcher(place);
        if (!index.matches() || !array.has(Integer.parseInt(index.group(1)))) {
            return Optional.empty();
        }
        String number = index.group(1);
        return Optional.of(new Step(number, number.length() + 2, array.get(Integer.parseInt(number))));
    }

    /** The longest name that the place begins with, be it quoted or in brackets. An object may have very many. */
    private static Optional<Step> member(JsonNode object, String place) {
        for (int end = Math.min(place.length(), LONGEST); end > 0; end--) {
            if (isEnd(place, end)) {
                Optional<Step> step = step(object, place.substring(0, end));
                if (step.isPresent()) {
                    return step;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Step> step(JsonNode object, String written) {
        int last = written.length() - 1;
        boolean isWrapped = last > 0 && WRAPPED.contains("" + written.charAt(0) + written.charAt(last));
        String name = isWrapped && object.has(written.substring(1, last)) ? written.substring(1, last) : written;
        return Optional.ofNullable(object.get(name)).map(value -> new Step(name, written.length(), value));
    }

    private static boolean isEnd(String place, int index) {
        return index == place.length() || ".([' ".indexOf(place.charAt(index)) >= 0;
    }

    private record Step(String name, int length, JsonNode value) {}
}
