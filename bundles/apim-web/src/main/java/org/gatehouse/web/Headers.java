package org.gatehouse.web;

import jakarta.servlet.http.HttpServletResponse;

/** What a door's answers tell a browser beyond what the front says with all of them: which parts a page has, and what is kept. */
public final class Headers {
    /** The header that names the log entry of a failure. */
    public static final String CORRELATION = "X-Correlation-Id";

    private Headers() {}

    /** The policy of every answer. */
    public static void secure(HttpServletResponse response) {
        secure(response, "");
    }

    /** The policy of a page with forms that may lead to this origin or scheme too. */
    public static void secure(HttpServletResponse response, String formsLeadTo) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                        + " connect-src 'self'; worker-src 'self'; form-action 'self'"
                        + (formsLeadTo.isEmpty() ? "" : " " + formsLeadTo)
                        + "; base-uri 'none'; frame-ancestors 'none'");
    }

    /** Nobody on the way keeps the answer. */
    public static void dontStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-cache, no-store, must-revalidate");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Expires", "0");
    }
}
