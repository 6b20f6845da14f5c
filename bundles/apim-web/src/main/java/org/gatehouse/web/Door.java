package org.gatehouse.web;

import java.util.List;

/**
 * What tells one door's pages from another's.
 *
 * @param title shown in the header and the window's title
 * @param home the path within the door to which people come after signing in
 * @param menu what the header offers to those who are signed in
 */
public record Door(String title, String home, List<Link> menu) {
    /** Where people sign in, at every door. */
    public static final String SIGN_IN = "/site/pages/login.jag";

    /** Copies its list. */
    public Door {
        menu = List.copyOf(menu);
    }

    /**
     * An entry of the menu.
     *
     * @param label what people read
     * @param path where it leads, within the door
     */
    public record Link(String label, String path) {}
}
