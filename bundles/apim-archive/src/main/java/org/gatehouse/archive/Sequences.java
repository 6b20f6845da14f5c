package org.gatehouse.archive;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.CustomSequences.Direction;
import org.gatehouse.domain.xml.SafeXml;

/**
 * The sequences that an API names, as XML: the files {@code sequences/in.xml}, {@code out.xml} and {@code fault.xml}.
 *
 * @param xml by what they are for
 */
record Sequences(Map<Direction, String> xml) {
    /** None. */
    static final Sequences NONE = new Sequences(Map.of());

    private static final int LONGEST = 1 << 20;

    Sequences {
        xml = Map.copyOf(xml);
    }

    /** Those that are there; each is the one that the API names. */
    static Sequences read(ArchiveFiles files, Mediation mediation) {
        Map<Direction, String> read = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            files.find(file(direction)).ifPresent(bytes -> read.put(direction, read(direction, bytes, mediation)));
        }
        return new Sequences(read);
    }

    private static String read(Direction direction, byte[] bytes, Mediation mediation) {
        String file = file(direction);
        if (bytes.length > LONGEST) {
            throw new Invalid(file + ": " + bytes.length + " bytes (expected: at most " + LONGEST + ")");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String name;
        try {
            SafeXml.tree(bytes);
            name = CustomSequences.nameOf(text);
        } catch (Invalid refused) {
            throw new Invalid(file + ": " + refused.getMessage(), refused);
        }
        String named = named(mediation, direction);
        if (!name.equals(named)) {
            throw new Invalid(file + ": sequence " + name + " (expected: " + (named.isEmpty() ? "none" : named)
                    + ", as " + ArchiveFiles.SETTINGS + " says in mediation." + direction.folder() + "Sequence)");
        }
        return text;
    }

    /** These and the others. */
    Sequences and(Sequences others) {
        Map<Direction, String> all = new HashMap<>(xml);
        all.putAll(others.xml);
        return new Sequences(all);
    }

    /** The name of the one that an API has for this; empty if it has none. */
    static String named(Mediation mediation, Direction direction) {
        return switch (direction) {
            case IN -> mediation.inSequence();
            case OUT -> mediation.outSequence();
            case FAULT -> mediation.faultSequence();
        };
    }

    static String file(Direction direction) {
        return "sequences/" + direction.folder() + ".xml";
    }
}
