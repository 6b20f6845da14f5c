package org.gatehouse.web.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.web.jag.Json;
import org.gatehouse.web.request.Parameters;

/** What some parameters may consist of. Looked at before all else; a parameter that was not sent breaks no rule. */
final class InputRules {
    private static final Pattern NAME = Pattern.compile("[^~!#$;%^*+={}|\\\\<>\"'/,]*");
    private static final Pattern PROVIDER = Pattern.compile("[^~!#$;%^*+={}|\\\\<>\"',]*");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]*");
    private static final Map<String, Pattern> ALWAYS =
            Map.of("action", WORD, "name", NAME, "provider", PROVIDER, "version", NAME);
    private static final Map<String, Map<String, Pattern>> BY_ACTION = Map.of(
            "addApplication", Map.of("application", NAME),
            "updateApplication", Map.of("applicationNew", NAME),
            "addSubscription", Map.of("applicationId", NUMBER),
            "removeSubscription", Map.of("applicationId", NUMBER));

    private InputRules() {}

    static Optional<String> objection(Parameters parameters) {
        List<String> failing = new ArrayList<>();
        failing.addAll(failing(ALWAYS, parameters));
        failing.addAll(failing(BY_ACTION.getOrDefault(parameters.text("action"), Map.of()), parameters));
        return failing.isEmpty() ? Optional.empty() : Optional.of("Invalid inputs " + Json.write(failing));
    }

    private static List<String> failing(Map<String, Pattern> rules, Parameters parameters) {
        return rules.entrySet().stream()
                .filter(rule ->
                        !rule.getValue().matcher(parameters.text(rule.getKey())).matches())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
