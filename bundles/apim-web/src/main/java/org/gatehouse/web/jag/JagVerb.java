package org.gatehouse.web.jag;

/** What an action does. */
@FunctionalInterface
public interface JagVerb {
    /** Does it. Domain errors may be thrown: they become the text that the action is known for. */
    JagAnswer answer(JagCall call);
}
