package org.gatehouse.rest.publisher;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is answered when all is well. */
final class Answers {
    /** Of what is answered with nothing: whoever takes no more than a problem, if there is one, has asked well. */
    static final String OF_ANY_KIND = "*/*";

    private Answers() {}

    /** Names and values in turn; a member whose value is null is left out. */
    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                members.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return members;
    }

    static Response.ResponseBuilder json(Object members) {
        return of("application/json", Json.write(members));
    }

    static Response.ResponseBuilder of(String mediaType, byte[] body) {
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, mediaType)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static Response.ResponseBuilder json(Object members, long revision) {
        return json(members).header(HttpHeaders.ETAG, IfMatch.tag(revision));
    }

    static Response nothing() {
        return Response.noContent()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Tells which gateways could not be reached: they have the change when they are back. */
    static Response.ResponseBuilder late(Response.ResponseBuilder answer, Map<String, String> late) {
        return late.isEmpty()
                ? answer
                : answer.header(
                        "Gateways-Pending",
                        new TreeMap<>(late)
                                .keySet().stream()
                                        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8)
                                                .replace("+", "%20"))
                                        .collect(Collectors.joining(", ")));
    }
}
