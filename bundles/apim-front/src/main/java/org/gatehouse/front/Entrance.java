package org.gatehouse.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.intake.BodyBudget;

/** The kinds of doors: whose budget their bodies are in, what pages of others may do there, and in what shape they say no. */
enum Entrance {
    /** {@code /services}. */
    SOAP(BodyBudget.Door.SERVICES, Foreign.READS, "text/xml;charset=UTF-8") {
        @Override
        String worded(int status, String message) {
            return "<?xml version='1.0' encoding='UTF-8'?>"
                    + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
                    + "<soapenv:Fault><faultcode>soapenv:" + (status < 500 ? "Client" : "Server")
                    + "</faultcode><faultstring>" + message + "</faultstring></soapenv:Fault>"
                    + "</soapenv:Body></soapenv:Envelope>";
        }
    },
    /** The {@code .jag} addresses of publisher and store. What they tell is for their own pages and for programs only. */
    BLOCKS(BodyBudget.Door.PORTALS, Foreign.NOTHING, "application/json; charset=UTF-8") {
        @Override
        String worded(int status, String message) {
            return "{\"error\" : true, \"message\" : \"" + message + "\"}";
        }
    },
    /** Below {@code /api}, for programs: no cookie counts there, but browsers keep a password that they were asked for. */
    REST(BodyBudget.Door.PORTALS, Foreign.NOTHING, "application/problem+json") {
        @Override
        String worded(int status, String message) {
            return "{\"type\":\"" + PROBLEMS.getOrDefault(status, "about:blank") + "\",\"title\":\""
                    + Phrases.of(status) + "\",\"status\":" + status + ",\"detail\":\"" + message + ".\"}";
        }
    },
    /** The pages of the web applications. */
    PAGES(BodyBudget.Door.PORTALS, Foreign.READS, "text/html; charset=UTF-8"),
    /** Below {@code /oauth2}: no cookie counts there, so there is nothing that a foreign page could do in a user's name. */
    TOKENS(BodyBudget.Door.KEYS, Foreign.EVERYTHING, "application/json") {
        @Override
        String worded(int status, String message) {
            String code = status >= 500 ? "temporarily_unavailable" : "invalid_request";
            return "{\"error\":\"" + code + "\",\"error_description\":\"" + message + "\"}";
        }
    },
    /** Where applications send users by whatever means; the answer to the consent page is asked for by that endpoint. */
    AUTHORIZE(BodyBudget.Door.KEYS, Foreign.EVERYTHING, "text/html; charset=UTF-8"),
    /** The key manager's pages. */
    KEY_PAGES(BodyBudget.Door.KEYS, Foreign.READS, "text/html; charset=UTF-8"),
    /** The log-in of Thrift. */
    THRIFT(BodyBudget.Door.KEYS, Foreign.NOTHING, "text/plain; charset=UTF-8") {
        @Override
        String worded(int status, String message) {
            return message + "\n";
        }
    };

    /** What is wrong, as {@code apim-rest-publisher} names it (RFC 9457 §3.1.1). */
    private static final Map<Integer, String> PROBLEMS = Map.of(
            400, "urn:gatehouse:problem:malformed",
            403, "urn:gatehouse:problem:forbidden",
            404, "urn:gatehouse:problem:not-found",
            405, "urn:gatehouse:problem:method-not-allowed",
            408, "urn:gatehouse:problem:too-slow",
            413, "urn:gatehouse:problem:too-large",
            415, "urn:gatehouse:problem:unsupported-media-type",
            500, "urn:gatehouse:problem:internal",
            503, "urn:gatehouse:problem:unavailable");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final BodyBudget.Door budget;
    private final Foreign foreign;
    private final String mediaType;

    Entrance(BodyBudget.Door budget, Foreign foreign, String mediaType) {
        this.budget = budget;
        this.foreign = foreign;
        this.mediaType = mediaType;
    }

    /** What pages of others may ask for. */
    private enum Foreign {
        NOTHING,
        READS,
        EVERYTHING
    }

    /** The one that a request comes to: web applications have contexts of their own, the key manager has none. */
    static Entrance of(HttpServletRequest request) {
        String context = request.getContextPath();
        String path = path(request);
        if (context.equals("/services")) {
            return SOAP;
        }
        if (!context.isEmpty()) {
            return path.startsWith("/site/blocks/") ? BLOCKS : PAGES;
        }
        if (path.equals("/oauth2/authorize")) {
            return AUTHORIZE;
        }
        if (path.startsWith("/oauth2/") || path.startsWith("/.well-known/")) {
            return TOKENS;
        }
        if (path.startsWith("/api/")) {
            return REST;
        }
        return path.equals("/thriftAuthenticator") ? THRIFT : KEY_PAGES;
    }

    /** Below the context. */
    static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    BodyBudget budget() {
        return BodyBudget.of(budget);
    }

    /** Whether people come here by links, so that they can be sent to HTTPS. */
    boolean isForPeople() {
        return mediaType.startsWith("text/html");
    }

    /** Whether a page of someone else may not ask for this. */
    boolean refusesForeignPages(String method) {
        return switch (foreign) {
            case NOTHING -> true;
            case READS -> !READING.contains(method);
            case EVERYTHING -> false;
        };
    }

    /**
     * How far the cookie of a session goes: not at all with what other sites ask for; but applications of other sites send
     * users to the key manager, where those who are signed in go on as such.
     */
    String sameSite() {
        return budget == BodyBudget.Door.KEYS ? "Lax" : "Strict";
    }

    /** Says no, in constant words. */
    void say(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setHeader("Cache-Control", "no-store");
        byte[] text = worded(status, message).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    String worded(int status, String message) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + status
                + "</title></head><body><h1>" + status + "</h1><p>" + message + ".</p></body></html>\n";
    }
}
