package org.gatehouse.keys.oauth2.authorize;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the steps of the way through the browser are, as seen from outside. */
record Addresses(String base) {
    static final String PAGES = "/authenticationendpoint";
    static final String SIGN_IN = "/login.do";
    static final String CONSENT = "/oauth2_authz.do";
    static final String PROBLEM = "/oauth2_error.do";
    static final String COMMON_AUTH = "/commonauth";

    String commonAuth(String key, boolean openId) {
        return base + COMMON_AUTH + "?sessionDataKey=" + encoded(key) + "&type=" + (openId ? "oidc" : "oauth2");
    }

    String authorize(String key) {
        return base + "/oauth2/authorize?sessionDataKey=" + encoded(key);
    }

    String consent(String application, String user, String scopes, String key) {
        return base + PAGES + CONSENT + "?loggedInUser=" + encoded(user) + "&application="
                + encoded(application) + "&scope=" + encoded(scopes) + "&sessionDataKeyConsent="
                + encoded(key);
    }

    String problem(String code, String message) {
        return base + PAGES + PROBLEM + "?oauthErrorCode=" + encoded(code) + "&oauthErrorMsg=" + encoded(message);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
