package org.gatehouse.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may stand in an element. */
enum Kind {
    BOOLEAN("true or false") {
        @Override
        @Nullable Object read(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
        }
    },
    /** A port, to which the installation's offset is added. */
    PORT("a port from 1 to 65535") {
        @Override
        @Nullable Object read(String text) {
            return between(text, 1, 65_535);
        }
    },
    MILLISECONDS("milliseconds from 1 to 600000") {
        @Override
        @Nullable Object read(String text) {
            return between(text, 1, 600_000);
        }
    },
    MINUTES("minutes from 1 to 10080") {
        @Override
        @Nullable Object read(String text) {
            return between(text, 1, 10_080);
        }
    },
    SECONDS("seconds from 0 to 2147483647") {
        @Override
        @Nullable Object read(String text) {
            return between(text, 0, Integer.MAX_VALUE);
        }
    },
    /** How long something lasts. */
    LIFE("seconds from 1 to 2147483647, or negative for ever") {
        @Override
        @Nullable Object read(String text) {
            return "0".equals(text) ? null : between(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    },
    SIGNATURE("SHA256withRSA or NONE") {
        @Override
        @Nullable Object read(String text) {
            return Set.of("SHA256withRSA", "NONE").contains(text) ? text : null;
        }
    },
    TEXT("at most 4096 characters") {
        @Override
        @Nullable Object read(String text) {
            return text.length() <= 4096 ? text : null;
        }
    },
    /** Never shown in a log. */
    SECRET("at most 4096 characters") {
        @Override
        @Nullable Object read(String text) {
            return TEXT.read(text);
        }
    },
    /** Elements that may be repeated. */
    LIST("at most 4096 characters each") {
        @Override
        @Nullable Object read(String text) {
            return TEXT.read(text);
        }
    },
    HOST("a host name or address") {
        @Override
        @Nullable Object read(String text) {
            return text.matches("[A-Za-z0-9.:_\\[\\]-]{1,255}") ? text : null;
        }
    },
    HEADER("the name of an HTTP header") {
        @Override
        @Nullable Object read(String text) {
            return text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}") ? text : null;
        }
    },
    URL("an http or https address") {
        @Override
        @Nullable Object read(String text) {
            try {
                URI uri = URI.create(text);
                boolean web = uri.getScheme() != null
                        && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT));
                return web && uri.getHost() != null ? text : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    },
    /** By its class of 1.9, or by the name that a bundle gives the one it brings. */
    KEY_MANAGER("a name") {
        @Override
        @Nullable Object read(String text) {
            if (text.endsWith(".AMDefaultKeyManagerImpl")) {
                return "own";
            }
            return text.matches("[A-Za-z0-9._-]{1,255}") ? text : null;
        }
    },
    VALIDATION("introspection or keys") {
        @Override
        @Nullable Object read(String text) {
            return Set.of("introspection", "keys").contains(text) ? text : null;
        }
    },
    POSITION("top or bottom") {
        @Override
        @Nullable Object read(String text) {
            return Set.of("top", "bottom").contains(text.toLowerCase(Locale.ROOT))
                    ? text.toLowerCase(Locale.ROOT)
                    : null;
        }
    },
    CLIENT("ThriftClient or WSClient") {
        @Override
        @Nullable Object read(String text) {
            return Set.of("ThriftClient", "WSClient").contains(text) ? text : null;
        }
    };

    private final String expected;

    Kind(String expected) {
        this.expected = expected;
    }

    /** In words, for the message about a bad value. */
    String expected() {
        return expected;
    }

    /** The value as configuration has it; null if the text is none. */
    abstract @Nullable Object read(String text);

    /** The text as a message may show it. */
    String shown(String text) {
        if (this == SECRET) {
            return "****";
        }
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static @Nullable Integer between(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
