package org.gatehouse.keys.oauth2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an address takes. It is looked at before CXF does, which would tell of the methods of another address, and write a line
 * into the log for each body without a type.
 *
 * @param methods the methods, besides OPTIONS
 * @param body the type of the bodies; null if none is looked at
 */
record Taken(List<String> methods, @Nullable String body) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT");
    private static final String CLIENTS = "/register/";

    private static final Map<String, Taken> AT = Map.of(
            "/token", new Taken(List.of("POST"), FORM),
            "/revoke", new Taken(List.of("POST"), FORM),
            "/introspect", new Taken(List.of("POST"), FORM),
            "/device_authorize", new Taken(List.of("POST"), FORM),
            "/authorize", new Taken(List.of("GET", "HEAD", "POST"), FORM),
            "/userinfo", new Taken(List.of("GET", "HEAD", "POST"), null),
            "/jwks", new Taken(List.of("GET", "HEAD"), null),
            "/register", new Taken(List.of("POST"), JSON));
    private static final Taken OF_CLIENT = new Taken(List.of("GET", "HEAD", "PUT", "DELETE"), JSON);

    /** Refuses what the address does not take; whether it did. */
    static boolean refused(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Taken taken = path == null ? null : path.startsWith(CLIENTS) ? OF_CLIENT : AT.get(path);
        String method = request.getMethod();
        if (taken == null || method.equals("OPTIONS")) {
            return false;
        }
        if (!taken.methods().contains(method)) {
            response.setHeader("Allow", String.join(", ", taken.methods()));
            return said(response, 405, "This address takes " + String.join(", ", taken.methods()) + " only.");
        }
        String body = taken.body();
        if (body != null && WITH_BODY.contains(method) && !body.equals(type(request))) {
            return said(response, 415, "Content-Type: expected " + body + ".");
        }
        return false;
    }

    private static String type(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static boolean said(HttpServletResponse response, int status, String words) throws IOException {
        new OauthError(status, "invalid_request", words).send(response);
        return true;
    }
}
