package org.gatehouse.web;

/**
 * What tells one door's pages from another's.
 *
 * @param title key of its name, which stands in the header and the window's title
 * @param home the path within the door to which people come after signing in
 */
public record Door(String title, String home) {
    /** Where people sign in, at every door. */
    public static final String SIGN_IN = "/site/pages/login.jag";
}
