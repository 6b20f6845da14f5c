package org.gatehouse.web.page;

import java.util.List;

/**
 * What is wrong with a field of a form, or with all of it.
 *
 * @param field the field's name, and id; empty where it is none of them
 * @param text key of the words, or the words themselves where a room has said them
 * @param details what goes into the words
 */
public record FieldError(String field, String text, List<Object> details) {
    /** Copies its list. */
    public FieldError {
        details = List.copyOf(details);
    }
}
