package org.gatehouse.gateway.routing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The parameters of a query. */
public final class QueryParameters {
    private QueryParameters() {}

    /** Name and value of each, decoded; what is not validly encoded is given as it was sent. */
    public static void forEach(String query, BiConsumer<String, String> visitor) {
        sent(query).forEach((name, value) -> visitor.accept(name, decoded(value)));
    }

    /** Values as they were sent, by name; the first of a name counts. */
    static Map<String, String> sent(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String pairs = query.startsWith("?") ? query.substring(1) : query;
        for (String pair : pairs.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                parameters.putIfAbsent(decoded(pair.substring(0, equals)), pair.substring(equals + 1));
            } else if (!pair.isEmpty()) {
                parameters.putIfAbsent(decoded(pair), "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0
                    ? text
                    : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
