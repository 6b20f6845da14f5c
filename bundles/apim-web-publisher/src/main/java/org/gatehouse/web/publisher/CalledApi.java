package org.gatehouse.web.publisher;

import java.util.Map;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;

/** The API that a script's call is about, and what is said if gateways do not go along. */
public final class CalledApi {
    private CalledApi() {}

    /** Which one it is. */
    public static ApiId id(JagCall call) {
        return new ApiId(UserName.parse(call.required("provider")), call.required("name"), call.required("version"));
    }

    /** Names the environments that failed. Where a gateway refused, nothing happened; one that was not there follows. */
    public static JagAnswer gatewayTrouble(Map<String, String> failures, boolean publishing) {
        String failed = String.join(",", failures.keySet().stream().sorted().toList());
        return JagAnswer.error("{\"PUBLISHED\" : \"" + (publishing ? failed : "") + "\" ,\"UNPUBLISHED\":\""
                + (publishing ? "" : failed) + "\"}||warning");
    }
}
