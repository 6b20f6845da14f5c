package org.gatehouse.web.publisher;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.request.Parameters;

/** The API that a script's call or a page is about, and what is said if gateways do not go along. */
public final class CalledApi {
    private CalledApi() {}

    /** Which one it is. */
    public static ApiId id(JagCall call) {
        return id(call.parameters());
    }

    /** Which one a page's address or form names. */
    public static ApiId id(Parameters sent) {
        return new ApiId(UserName.parse(sent.required("provider")), sent.required("name"), sent.required("version"));
    }

    /** The part of an address that names it, as {@link #id(Parameters)} reads it. */
    public static String query(ApiId id) {
        return "name=" + encoded(id.name()) + "&version=" + encoded(id.version()) + "&provider="
                + encoded(id.provider().toString());
    }

    /** A value as it stands in the query of an address. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Names the environments that failed. Where a gateway refused, nothing happened; one that was not there follows. */
    public static JagAnswer gatewayTrouble(Map<String, String> failures, boolean publishing) {
        return JagAnswer.error(troubled(failures, publishing));
    }

    /** The same as scripts take it apart. */
    public static String troubled(Map<String, String> failures, boolean publishing) {
        String failed = String.join(",", failures.keySet().stream().sorted().toList());
        return "{\"PUBLISHED\" : \"" + (publishing ? failed : "") + "\" ,\"UNPUBLISHED\":\""
                + (publishing ? "" : failed) + "\"}||warning";
    }
}
