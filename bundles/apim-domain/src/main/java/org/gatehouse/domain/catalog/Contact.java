package org.gatehouse.domain.catalog;

/**
 * Someone who answers for an API.
 *
 * @param name a person or a team; empty if nobody is named
 * @param email the address; empty if none is given
 */
public record Contact(String name, String email) {
    /** Nobody. */
    public static final Contact NONE = new Contact("", "");
}
