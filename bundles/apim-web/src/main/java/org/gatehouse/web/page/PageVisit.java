package org.gatehouse.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.web.NotSignedIn;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.request.Parameters;

/**
 * One request for a page.
 *
 * @param request for the session and nothing else
 * @param parameters what was sent
 * @param names what stood in the path where the route has names
 * @param sessions tells who is signed in
 */
public record PageVisit(
        HttpServletRequest request, Parameters parameters, Map<String, String> names, Sessions sessions) {
    private static final String NOTE = "org.gatehouse.web.note";

    /** Copies its map. */
    public PageVisit {
        names = Map.copyOf(names);
    }

    /** Who visits; without one the visitor is sent to sign in and the verb ends here. */
    public Caller caller() {
        return visitor().orElseThrow(NotSignedIn::new);
    }

    /** Who visits; empty for a stranger. */
    public Optional<Caller> visitor() {
        return sessions.caller(request);
    }

    /**
     * What stands in the path under this name.
     *
     * @throws IllegalArgumentException if the route has no such name
     */
    public String name(String name) {
        String value = names.get(name);
        if (value == null) {
            throw new IllegalArgumentException("{" + name + "} is not in the path");
        }
        return value;
    }

    /** Says on the next page that something was done: the key of a text, and what goes into it. */
    public void done(String text, Object... details) {
        note(true, text, details);
    }

    /** Says on the next page that something did not work: the key of a text, and what goes into it. */
    public void failed(String text, Object... details) {
        note(false, text, details);
    }

    private void note(boolean isGood, String text, Object... details) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            List<String> words = new ArrayList<>(List.of(String.valueOf(isGood), text));
            for (Object detail : details) {
                words.add(String.valueOf(detail));
            }
            session.setAttribute(NOTE, List.copyOf(words));
        }
    }

    /** What the page before wanted to say, once. */
    Optional<Note> takeNote() {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Object words = session.getAttribute(NOTE);
        session.removeAttribute(NOTE);
        return words instanceof List<?> said && said.size() >= 2 ? Optional.of(Note.of(said)) : Optional.empty();
    }

    /** A sentence for the next page. In a session it is a list of texts: sessions outlive the classes of this bundle. */
    record Note(boolean isGood, String text, List<String> details) {
        private static Note of(List<?> said) {
            List<String> words = said.stream().map(String::valueOf).toList();
            return new Note(Boolean.parseBoolean(words.get(0)), words.get(1), words.subList(2, words.size()));
        }
    }
}
