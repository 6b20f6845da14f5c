package org.gatehouse.web.page;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What stands for a thing that has no picture: letters in a box of a colour that is always the same for the same name.
 *
 * @param letters two capital letters at most
 * @param tint 1 to 6
 */
public record Tile(String letters, int tint) {
    private static final int TINTS = 6;

    /** For a thing of this name. */
    public static Tile of(String name) {
        String capitals = name.codePoints()
                .filter(Character::isUpperCase)
                .limit(2)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String letters = capitals.length() == 2
                ? capitals
                : name.substring(0, Math.min(2, name.length())).toUpperCase(Locale.ROOT);
        return new Tile(letters, Math.floorMod(name.hashCode(), TINTS) + 1);
    }
}
