package org.gatehouse.web;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What every answer of a door tells a browser: run nothing foreign, show it in no frame, keep the address to yourself. */
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
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
    }

    static void dontStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-cache, no-store, must-revalidate");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Expires", "0");
    }

    /** Whether a browser says that another site's page sent this. Programs do not say where they come from. */
    static boolean isFromAnotherSite(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }
}
