package org.gatehouse.domain.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that operators offer to providers for their APIs: XML files in the registry, known by the {@code name} of the
 * sequence in them.
 */
public final class CustomSequences {
    /** Which way a sequence is for. */
    public enum Direction {
        /** From the client to the back end. */
        IN("in"),
        /** From the back end to the client. */
        OUT("out"),
        /** Failures. */
        FAULT("fault");

        private final String folder;

        Direction(String folder) {
            this.folder = folder;
        }

        /** The folder's own name. */
        public String folder() {
            return folder;
        }

        /** Where such sequences stand in the registry. */
        public String path() {
            return Registry.GOVERNANCE + "/apimgt/customsequences/" + folder;
        }
    }

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->|<\\?.*?\\?>", Pattern.DOTALL);
    private static final Pattern FIRST_TAG =
            Pattern.compile("^\\s*<(?:[\\w.-]+:)?sequence\\s(?:[^>]*\\s)?name\\s*=\\s*([\"'])(?<name>[^\"'<>]+)\\1");

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    private final Registry registry;

    /** Those of a registry. */
    public CustomSequences(Registry registry) {
        this.registry = registry;
    }

    /** Names of all that a tenant can choose, in order. */
    public List<String> names(String tenant, Direction direction) {
        List<String> names = new ArrayList<>();
        for (String path : registry.below(tenant, direction.path())) {
            registry.find(tenant, path).map(file -> nameIn(file.text())).ifPresent(names::add);
        }
        names.sort(null);
        return names;
    }

    /** The XML of the sequence of that name, if there is one. */
    public Optional<String> find(String tenant, Direction direction, String name) {
        return registry.below(tenant, direction.path()).stream()
                .flatMap(path -> registry.find(tenant, path).stream())
                .map(RegistryFile::text)
                .filter(text -> name.equals(nameIn(text)))
                .findFirst();
    }

    /**
     * Offers one more.
     *
     * @throws Invalid if its name is none that a file can have, or there is something else where it would stand
     */
    public void add(String tenant, Direction direction, String xml) {
        String path = path(direction, nameOf(xml));
        if (registry.find(tenant, path).isPresent()) {
            throw new Invalid("sequence: " + path + " is there already, and is another one");
        }
        registry.put(tenant, new RegistryFile(path, "application/xml", xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Offers one no more that was {@linkplain #add added}. */
    public void remove(String tenant, Direction direction, String xml) {
        registry.remove(tenant, path(direction, nameOf(xml)));
    }

    /**
     * The name of the sequence that is in the XML, which is one that a file can have.
     *
     * @throws Invalid if it is none
     */
    public static String nameOf(String xml) {
        String name = nameIn(xml);
        if (name == null || !FILE_NAME.matcher(name).matches()) {
            throw new Invalid("sequence: " + (name == null ? "without a name" : "name " + name)
                    + " (expected: a sequence whose name has letters, digits and . _ - alone)");
        }
        return name;
    }

    private static String path(Direction direction, String name) {
        return direction.path() + "/" + name + ".xml";
    }

    /** Null for what is no sequence with a name. The name in the first tag is all that is looked at here. */
    private static @Nullable String nameIn(String xml) {
        Matcher tag = FIRST_TAG.matcher(COMMENT.matcher(xml).replaceAll(""));
        return tag.find() ? tag.group("name") : null;
    }
}
