package org.gatehouse.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What scripts of other origins may read (Fetch standard, CORS protocol): the answers of the key manager by which a client
 * without a secret works in a browser, and never with a cookie. Nothing that people are shown is among it. Changed in place, so
 * that the front stays where it is.
 */
@Component(service = CrossOrigin.class, configurationPid = "apim.front.cors")
@Designate(ocd = CrossOrigin.Config.class)
public final class CrossOrigin {
    private static final String ANY = "*";
    private static final String CLIENTS = "/oauth2/register/";

    /** Where, and by which methods. */
    private static final Map<String, String> SHARED = Map.of(
            "/oauth2/token", "POST",
            "/oauth2/revoke", "POST",
            "/oauth2/device_authorize", "POST",
            "/oauth2/userinfo", "GET,POST",
            "/oauth2/jwks", "GET",
            "/oauth2/register", "POST",
            "/.well-known/openid-configuration", "GET",
            "/.well-known/oauth-authorization-server", "GET");

    private volatile Allowed allowed = new Allowed(Set.of(), "");

    /** As configured. */
    @Activate
    public CrossOrigin(Config config) {
        change(config);
    }

    private CrossOrigin() {}

    /** One that lets no other origin read anything. */
    public static CrossOrigin none() {
        return new CrossOrigin();
    }

    @Modified
    void change(Config config) {
        change(config.enabled() ? config.allow_origin() : "", config.allow_headers());
    }

    void change(String origins, String headers) {
        Set<String> listed = Arrays.stream(origins.split(","))
                .map(String::trim)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
        allowed = new Allowed(listed, headers);
    }

    /** Says on the answer whether the origin that asks may read it; whether that is so. */
    boolean share(HttpServletRequest request, HttpServletResponse response) {
        Allowed now = allowed;
        if (now.origins().isEmpty() || methods(request) == null) {
            return false;
        }
        if (now.origins().contains(ANY)) {
            response.setHeader("Access-Control-Allow-Origin", ANY);
            return true;
        }
        // Caches keep the answers to several origins apart.
        response.setHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        boolean known = origin != null && now.origins().contains(origin);
        if (known) {
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
        return known;
    }

    /** Whether it is a browser that asks what a script may do, which no servlet knows of. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Answers it, where the origin may read what is there. */
    void preflight(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", methods(request));
        response.setHeader("Access-Control-Allow-Headers", allowed.headers());
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static @Nullable String methods(HttpServletRequest request) {
        if (!request.getContextPath().isEmpty()) {
            return null;
        }
        String path = Entrance.path(request);
        boolean ofClient = path.startsWith(CLIENTS) && path.length() > CLIENTS.length();
        return ofClient ? "GET,PUT,DELETE" : SHARED.get(path);
    }

    private record Allowed(Set<String> origins, String headers) {}

    /** What an operator may set; it stands in {@code api-manager.xml}. */
    @ObjectClassDefinition(name = "API Manager: cross-origin resource sharing of the key manager")
    @interface Config {
        @AttributeDefinition(description = "Whether other origins may read anything.")
        boolean enabled() default true;

        @AttributeDefinition(description = "Origins that may, with commas between; * for all.")
        String allow_origin() default "*";

        @AttributeDefinition(description = "Headers that requests may have, with commas between.")
        String allow_headers() default "authorization,Access-Control-Allow-Origin,Content-Type";
    }
}
