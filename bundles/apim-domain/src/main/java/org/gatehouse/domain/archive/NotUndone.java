package org.gatehouse.domain.archive;

/** Something was refused, and of what had been made before it some could not be undone: somebody has to look at it. */
public final class NotUndone extends RuntimeException {
    /** Says which, and what was refused. */
    public NotUndone(String message, Throwable refused) {
        super(message, refused);
    }
}
