package org.gatehouse.web.jag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One {@code .jag} address with its actions. */
public final class JagFile {
    static final String JSON = "application/json; charset=UTF-8";
    private static final String PLAIN_TEXT = "text/plain; charset=UTF-8";

    private final String path;
    private final String toStrangers;
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private String contentType = JSON;
    private Sentences sentences = (refused, call) -> Optional.empty();
    private @Nullable JagVerb withoutAction;

    private JagFile(String path, String toStrangers) {
        this.path = path;
        this.toStrangers = toStrangers;
    }

    /**
     * An address without actions yet.
     *
     * @param path below {@code /site/blocks/}
     * @param toStrangers the message for those who are not signed in
     */
    public static JagFile at(String path, String toStrangers) {
        return new JagFile(path, toStrangers);
    }

    /** Answers as {@code text/plain}, so that a form in a frame can read it. */
    public JagFile asPlainText() {
        contentType = PLAIN_TEXT;
        return this;
    }

    /** Words refusals by these, where they have words. */
    public JagFile in(Sentences words) {
        sentences = words;
        return this;
    }

    /** An action that writes: POST only. */
    public JagFile post(String action, ErrorText errors, JagVerb verb) {
        actions.put(action, new Action(true, errors, 200, verb));
        return this;
    }

    /** An action that writes, and that tells an error with another HTTP status than 200. */
    public JagFile postFailingWith(int status, String action, JagVerb verb) {
        actions.put(action, new Action(true, ErrorText.FULL, status, verb));
        return this;
    }

    /** An action that writes, with the usual error text. */
    public JagFile post(String action, JagVerb verb) {
        return post(action, ErrorText.FULL, verb);
    }

    /** An action for any method. */
    public JagFile any(String action, ErrorText errors, JagVerb verb) {
        actions.put(action, new Action(false, errors, 200, verb));
        return this;
    }

    /** An action for any method, with the usual error text. */
    public JagFile any(String action, JagVerb verb) {
        return any(action, ErrorText.FULL, verb);
    }

    /** What is done when no action is named. */
    public JagFile otherwise(JagVerb verb) {
        withoutAction = verb;
        return this;
    }

    String path() {
        return path;
    }

    String toStrangers() {
        return toStrangers;
    }

    /** What is said of a refusal, before the action gives it its form. */
    String sentence(RuntimeException refused, JagCall call) {
        return sentences.of(refused, call).orElseGet(() -> String.valueOf(refused.getMessage()));
    }

    String contentType() {
        return contentType;
    }

    /** The action for this name and method; null if there is none. */
    @Nullable Action find(@Nullable String name, boolean isPost) {
        if (name == null) {
            return withoutAction == null ? null : new Action(false, ErrorText.FULL, 200, withoutAction);
        }
        Action action = actions.get(name);
        return action == null || (action.postOnly && !isPost) ? null : action;
    }

    record Action(boolean postOnly, ErrorText errors, int statusOfErrors, JagVerb verb) {}
}
