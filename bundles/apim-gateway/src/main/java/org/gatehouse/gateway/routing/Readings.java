package org.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All the ways in which a path may be read by those that it passes: parameters of segments cut off or not, separators that are
 * encoded taken as such or not, once and again; empty segments collapsed or not, dot segments resolved or not, in either order.
 */
final class Readings {
    /** Decoded more often than by any chain of servers that was ever seen. */
    private static final int MOST_DECODINGS = 3;
    /** In characters of all readings together; more is no path but an attack on who reads it. */
    private static final int MOST_CHARACTERS = 1 << 19;

    private final Map<String, Integer> floors = new LinkedHashMap<>();
    private int characters;

    /**
     * All readings of a path but the path itself.
     *
     * @param path in its spelling
     * @throws Unreadable if one of them is no path
     */
    static List<Reading> of(String path) {
        Readings readings = new Readings();
        for (String decoded : readings.decoded(withCut(List.of(path)))) {
            readings.resolve(decoded);
        }
        readings.floors.remove(path);
        List<Reading> all = new ArrayList<>();
        readings.floors.forEach((text, floor) -> all.add(new Reading(text, floor)));
        return all;
    }

    /** Whether a segment is {@code .} or {@code ..}, be it with parameters. */
    static boolean hasDots(String path) {
        for (int at = path.indexOf("/."); at >= 0; at = path.indexOf("/.", at + 1)) {
            int end = path.startsWith("..", at + 1) ? at + 3 : at + 2;
            if (end == path.length() || path.charAt(end) == '/' || path.charAt(end) == ';') {
                return true;
            }
        }
        return false;
    }

    /** Decoded not at all, once, twice and so on; each with its parameters and without. */
    private Set<String> decoded(Collection<String> paths) {
        Set<String> all = new LinkedHashSet<>();
        Collection<String> level = paths;
        for (int i = 0; i <= MOST_DECODINGS; i++) {
            Set<String> divided = new LinkedHashSet<>();
            for (String path : level) {
                refuseNoText(path);
                divided.addAll(divided(path));
            }
            spend(divided);
            all.addAll(divided);
            Set<String> next = new LinkedHashSet<>();
            divided.stream().filter(path -> path.contains("%25")).forEach(path -> next.add(unnested(path)));
            next.removeAll(all);
            level = next;
        }
        if (!level.isEmpty()) {
            throw new Unreadable("The path is encoded too many times over");
        }
        Set<String> cut = withCut(all);
        spend(cut);
        return cut;
    }

    /** NUL ends a path for some; overlong UTF-8 (RFC 3629 §3) hides separators. */
    private static void refuseNoText(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 3)) {
            int octet = Spelling.escaped(path, at);
            int next = at + 3 < path.length() && path.charAt(at + 3) == '%' ? Spelling.escaped(path, at + 3) : 0;
            boolean overlong = ((octet == 0xc0 || octet == 0xc1) && (next & 0xc0) == 0x80)
                    || (octet == 0xe0 && (next & 0xe0) == 0x80)
                    || (octet == 0xf0 && (next & 0xf0) == 0x80);
            if (octet == 0 || overlong) {
                throw new Unreadable("The path must not contain NUL or overlong UTF-8");
            }
        }
    }

    /** With encoded slashes, backslashes or both as separators. */
    private static Set<String> divided(String path) {
        Set<String> divided = new LinkedHashSet<>();
        divided.add(path);
        if (path.contains("%2F") || path.contains("%5C") || path.contains("%3B")) {
            String parameters = path.replace("%3B", ";");
            divided.add(parameters);
            divided.add(parameters.replace("%2F", "/"));
            divided.add(parameters.replace("%5C", "/"));
            divided.add(parameters.replace("%2F", "/").replace("%5C", "/"));
        }
        return divided;
    }

    /** What was encoded twice is encoded once. */
    private static String unnested(String path) {
        return Spelling.of(path.replace("%25", "%"));
    }

    private static Set<String> withCut(Collection<String> paths) {
        Set<String> cut = new LinkedHashSet<>(paths);
        paths.forEach(path -> cut.add(cut(path)));
        return cut;
    }

    /** Without the parameters of its segments (RFC 3986 §3.3). */
    private static String cut(String path) {
        int semicolon = path.indexOf(';');
        if (semicolon < 0) {
            return path;
        }
        StringBuilder cut = new StringBuilder(path.length());
        int at = 0;
        while (semicolon >= 0) {
            cut.append(path, at, semicolon);
            int slash = path.indexOf('/', semicolon);
            at = slash < 0 ? path.length() : slash;
            semicolon = path.indexOf(';', at);
        }
        return cut.append(path, at, path.length()).toString();
    }

    private void resolve(String path) {
        add(path, Reading.EVERYTHING);
        String collapsed = collapsed(path);
        add(collapsed, Reading.EVERYTHING);
        if (hasDots(path)) {
            Reading resolved = resolved(path);
            add(resolved.path(), resolved.floor());
            add(collapsed(resolved.path()), resolved.floor());
            Reading after = resolved(collapsed);
            add(after.path(), after.floor());
        }
    }

    private static String collapsed(String path) {
        if (!path.contains("//")) {
            return path;
        }
        StringBuilder collapsed = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') {
                collapsed.append(path.charAt(i));
            }
        }
        return collapsed.toString();
    }

    /** Without dot segments (RFC 3986 §5.2.4). */
    private static Reading resolved(String path) {
        List<String> kept = new ArrayList<>();
        int floor = Reading.EVERYTHING;
        boolean open = false;
        for (String segment : path.substring(1).split("/", -1)) {
            open = segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                if (kept.isEmpty()) {
                    throw new Unreadable("The path must not lead above its root");
                }
                kept.remove(kept.size() - 1);
                floor = Math.min(floor, kept.size());
            } else if (!open) {
                kept.add(segment);
            }
        }
        if (open) {
            kept.add("");
        }
        return new Reading("/" + String.join("/", kept), floor);
    }

    private void add(String path, int floor) {
        if (floors.merge(path, floor, Math::min) == floor) {
            spend(path.length());
        }
    }

    private void spend(Collection<String> made) {
        made.forEach(text -> spend(text.length()));
    }

    private void spend(int more) {
        characters += more;
        if (characters > MOST_CHARACTERS) {
            throw new Unreadable("The path can be read in too many ways");
        }
    }
}
