package org.gatehouse.web.jag;

/** How an action words an error. The old scripts took a failure's {@code Class: message} apart at its colons. */
public enum ErrorText {
    /** A blank, then the message up to its first colon. */
    CUT {
        @Override
        String of(String message, String action) {
            int colon = message.indexOf(':');
            return " " + (colon < 0 ? message : message.substring(0, colon));
        }
    },
    /** A blank, then the whole message. */
    FULL {
        @Override
        String of(String message, String action) {
            return " " + message;
        }
    },
    /** The message as it is. */
    PLAIN {
        @Override
        String of(String message, String action) {
            return message;
        }
    },
    /** One sentence whatever it was. */
    GENERIC {
        @Override
        String of(String message, String action) {
            return "Error occurred while executing the action " + action;
        }
    };

    abstract String of(String message, String action);
}
