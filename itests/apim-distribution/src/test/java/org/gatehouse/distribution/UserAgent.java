package org.gatehouse.distribution;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user with a browser in front of the sign-in and consent pages: follows addresses, fills in forms, presses buttons. */
final class UserAgent {
    private static final Pattern ACTION =
            Pattern.compile("<form method=\"post\" action=\"(/(?:commonauth|oauth2)[^\"]*)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"(sessionDataKey\\w*)\" value=\"([^\"]*)\"");

    private final Http http = new Http();
    private final String server;

    UserAgent(Server server) {
        this.server = "https://localhost:" + server.https();
    }

    /** Goes to the address and on, as far as the server sends it; stops at a page or where another server would be asked. */
    HttpResponse<String> open(URI address) {
        HttpResponse<String> answer = http.get(address.toString());
        while (answer.statusCode() == 302 && target(answer).startsWith(server)) {
            answer = http.get(target(answer));
        }
        return answer;
    }

    /** Where an answer leads, also where it names no host. */
    private String target(HttpResponse<String> answer) {
        return answer.uri().resolve(location(answer)).toString();
    }

    /** Fills in the sign-in page. */
    HttpResponse<String> signIn(HttpResponse<String> page, String user, String password) {
        return press(page, Map.of("username", user, "password", password));
    }

    /** Presses a button of the consent page. */
    HttpResponse<String> answer(HttpResponse<String> page, String consent) {
        return press(page, Map.of("consent", consent));
    }

    private HttpResponse<String> press(HttpResponse<String> page, Map<String, String> typed) {
        Map<String, String> form = new LinkedHashMap<>(typed);
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2));
        }
        Matcher action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new AssertionError("no form on this page: " + page.statusCode() + " " + page.body());
        }
        HttpResponse<String> answer = http.postForm(server + action.group(1), form);
        return answer.statusCode() == 302 && target(answer).startsWith(server)
                ? open(URI.create(target(answer)))
                : answer;
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
