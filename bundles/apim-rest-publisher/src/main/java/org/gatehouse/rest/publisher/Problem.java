package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer that says what is wrong (RFC 9457). */
final class Problem extends RuntimeException {
    static final String MEDIA_TYPE = "application/problem+json";

    private final ProblemType type;
    private final String detail;
    private final transient List<Map<String, String>> errors = new ArrayList<>();
    private final transient Map<String, Object> more = new LinkedHashMap<>();
    private final transient Map<String, List<String>> headers = new LinkedHashMap<>();

    Problem(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
    }

    ProblemType type() {
        return type;
    }

    /** Something at a place of what was sent, by its JSON pointer (RFC 6901). */
    Problem at(String pointer, String message) {
        errors.add(Map.of("pointer", pointer, "message", message));
        return this;
    }

    /** A member that only some problems have. */
    Problem with(String member, Object value) {
        more.put(member, value);
        return this;
    }

    Problem header(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        return this;
    }

    private byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.uri());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        if (!errors.isEmpty()) {
            List<Map<String, String>> ordered = new ArrayList<>();
            for (Map<String, String> error : errors) {
                Map<String, String> one = new LinkedHashMap<>();
                one.put("pointer", error.getOrDefault("pointer", ""));
                one.put("message", error.getOrDefault("message", ""));
                ordered.add(one);
            }
            members.put("errors", ordered);
        }
        members.putAll(more);
        return Json.write(members);
    }

    Response response() {
        Response.ResponseBuilder answer = Response.status(type.status())
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(json());
        headers.forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
        return answer.build();
    }

    /** Where there is no JAX-RS yet. */
    void send(HttpServletResponse response) throws IOException {
        response.setStatus(type.status());
        response.setContentType(MEDIA_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] json = json();
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
