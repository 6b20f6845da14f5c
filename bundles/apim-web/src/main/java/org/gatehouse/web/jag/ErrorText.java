package org.gatehouse.web.jag;

/** How an action words an error. The old scripts took a failure's {@code Class: message} apart at its colon. */
public enum ErrorText {
    /** A blank, then the message. */
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
