package org.gatehouse.web;

import jakarta.servlet.http.HttpServletResponse;

/** What a door's answers tell a browser beyond what the front says with all of them: which parts a page has, and what is kept. */
final class Headers {
    private Headers() {}

    static void secure(HttpServletResponse response) {
        secure(response, "");
    }

    /** With forms that may lead to this origin or scheme too. */
    static void secure(HttpServletResponse response, String formsLeadTo) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"
                        + (formsLeadTo.isEmpty() ? "" : " " + formsLeadTo)
                        + "; base-uri 'none'; frame-ancestors 'none'");
    }

    static void dontStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-cache, no-store, must-revalidate");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Expires", "0");
    }
}
