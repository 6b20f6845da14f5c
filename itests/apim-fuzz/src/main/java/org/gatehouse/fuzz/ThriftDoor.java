package org.gatehouse.fuzz;

import java.util.List;

/** Key validation over Thrift, binary on its own port, and the log-in in front of it, compact in the body of a POST. */
final class ThriftDoor implements Door {
    private static final String STOP = "\0";
    private static final String STRING = "\u000b";
    /** As long as what stands there later: its length goes before it. */
    private static final String SESSION = "${thrift" + ".".repeat(35) + "}";

    private static final List<String> VALIDATE = List.of(
            "/fuzz/1.0.0", "1.0.0", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", SESSION, "Any", "a.example", "/*", "GET");
    private static final List<String> TEMPLATES = List.of("/fuzz/1.0.0", "1.0.0", SESSION);

    @Override
    public String name() {
        return "thrift";
    }

    @Override
    public Sent good(Chance chance) {
        return chance.onceIn(4)
                ? login(compact(List.of("nobody", "Wrong-1"), chance))
                : new Sent(Port.THRIFT, binary(chance));
    }

    @Override
    public Sent bad(Chance chance) {
        if (chance.onceIn(4)) {
            String message = compact(List.of("nobody", "Wrong-1"), chance);
            return login(chance.onceIn(8) ? message : Mutation.spoil(message, chance));
        }
        String message = chance.onceIn(4) ? lying(chance) : binary(chance);
        return new Sent(Port.THRIFT, chance.onceIn(8) ? message : Mutation.spoil(message, chance));
    }

    private static Sent login(String message) {
        return new Sent(
                Port.SERVICES_TLS,
                Message.post("/thriftAuthenticator", "application/x-thrift", message)
                        .text());
    }

    private static String binary(Chance chance) {
        boolean validate = chance.onceIn(2);
        StringBuilder message = new StringBuilder(begun(validate ? "validateKey" : "getAllURITemplates", 1));
        List<String> arguments = validate ? VALIDATE : TEMPLATES;
        for (int i = 0; i < arguments.size(); i++) {
            if (!chance.onceIn(12)) {
                message.append(STRING).append(i16(i + 1)).append(string(arguments.get(i)));
            }
        }
        return message + STOP;
    }

    /** Types, lengths and depths that are not so. */
    private static String lying(Chance chance) {
        String name = chance.of("validateKey", "getAllURITemplates", "nosuch", "");
        String type = String.valueOf((char) chance.below(18));
        String field = type + i16(chance.of(0, 1, 4, -1, 32767));
        String size = i32(chance.of(-1, 0, 1, 65_536, 16_777_216, Integer.MAX_VALUE, Integer.MIN_VALUE));
        String inside = switch (chance.below(6)) {
            case 0 -> "\f\0\1".repeat(chance.of(10, 1_000, 60_000));
            case 1 -> (type + size).repeat(chance.of(1, 100));
            case 2 -> type + type + size;
            case 3 -> "\u000f" + i32(1) + ("\u000f" + i32(1)).repeat(chance.of(10, 1_000, 60_000));
            case 4 -> size + "abc";
            default -> size + "a".repeat(chance.of(1, 1_000, 200_000));
        };
        return begun(name, chance.of(0, 1, 2, 3, 4, 255)) + field + inside + STOP;
    }

    private static String begun(String name, int kind) {
        return "\u0080\1\0" + (char) kind + string(name) + i32(7);
    }

    private static String compact(List<String> arguments, Chance chance) {
        StringBuilder message = new StringBuilder("\u0082!\7\u000cauthenticate");
        for (String argument : arguments) {
            message.append((char) (chance.onceIn(12) ? chance.below(256) : 0x18))
                    .append((char) argument.length())
                    .append(argument);
        }
        return message + STOP;
    }

    private static String string(String text) {
        return i32(text.length()) + text;
    }

    private static String i32(int number) {
        return i16(number >>> 16) + i16(number);
    }

    private static String i16(int number) {
        return "" + (char) (number >>> 8 & 255) + (char) (number & 255);
    }
}
