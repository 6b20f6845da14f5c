package org.gatehouse.fuzz;

/** A way into the server that strangers have, and what they may put into it. */
interface Door {
    /** One word. */
    String name();

    /** What a well-meaning client sends. */
    Sent good(Chance chance);

    /** What no well-meaning client sends, mostly. */
    Sent bad(Chance chance);

    /** Where to, and what; see {@link Input#text}. */
    record Sent(Port port, String text) {}
}
