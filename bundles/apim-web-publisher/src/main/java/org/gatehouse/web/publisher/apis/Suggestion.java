package org.gatehouse.web.publisher.apis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.WsdlPort;

/** What a definition or a WSDL suggests for the fields of a new API: names as they may be, and the first address that can be called. */
final class Suggestion {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VERSION = 30;
    private static final int LONGEST_DESCRIPTION = 32_000;
    private static final int LONGEST_ADDRESS = 2000;

    private Suggestion() {}

    static Map<String, String> of(ParsedDefinition written) {
        Map<String, String> values = new TreeMap<>();
        String name = cut(name(written.title()), LONGEST_NAME);
        values.put("name", name);
        String version = cut(version(written.version()), LONGEST_VERSION);
        if (!version.isEmpty()) {
            values.put("version", version);
        }
        values.put("context", context(name));
        values.put("description", cut(written.description(), LONGEST_DESCRIPTION));
        written.servers().stream()
                .filter(server -> server.startsWith("https://") || server.startsWith("http://"))
                .filter(server -> !server.contains("{") && server.length() <= LONGEST_ADDRESS)
                .findFirst()
                .ifPresent(server -> values.put("production", server));
        return values;
    }

    static Map<String, String> of(Wsdl wsdl) {
        Map<String, String> values = new TreeMap<>();
        String name = cut(name(wsdl.name()), LONGEST_NAME);
        values.put("name", name);
        values.put("context", context(name));
        values.put("description", cut(wsdl.description(), LONGEST_DESCRIPTION));
        wsdl.suggested()
                .map(WsdlPort::address)
                .filter(address -> address.length() <= LONGEST_ADDRESS)
                .ifPresent(address -> values.put("production", address));
        return values;
    }

    /** Its words one after another, each with a capital: names have no blanks. */
    private static String name(String title) {
        return Arrays.stream(title.split("[^\\p{L}\\p{N}._]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String version(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]+", "").replaceAll("-{2,}", "-").replaceAll("^-+", "");
    }

    private static String context(String name) {
        String path = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
        return path.isEmpty() ? "" : "/" + path;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
