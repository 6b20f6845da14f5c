package org.gatehouse.web.store.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.store.ApplicationKeys;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.jspecify.annotations.Nullable;

/** An application's keys. */
final class KeyVerbs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MyApplications applications;
    private final ApplicationKeys keys;

    KeyVerbs(MyApplications applications, ApplicationKeys keys) {
        this.applications = applications;
        this.keys = keys;
    }

    JagAnswer generate(JagCall call) {
        Caller caller = call.caller();
        KeyOrder order = order(caller, call);
        IssuedKey issued = keys.generate(caller, order);
        return JagAnswer.ok("data", Json.object("key", KeyAnswer.generated(issued, order.allowedDomains())));
    }

    JagAnswer renew(JagCall call) {
        Caller caller = call.caller();
        KeyOrder order = order(caller, call);
        String oldToken = call.required("oldAccessToken");
        try {
            return JagAnswer.ok("data", Json.object("key", KeyAnswer.renewed(keys.renew(caller, order, oldToken))));
        } catch (Invalid | NotFound refused) {
            throw new Invalid(
                    "Error while renewing Access Token for Consumer Key " + call.text("clientId") + " and user "
                            + caller.user(),
                    refused);
        }
    }

    JagAnswer allowDomains(JagCall call) {
        keys.allowDomains(call.caller(), call.required("oldAccessToken"), domains(call));
        return JagAnswer.ok();
    }

    private KeyOrder order(Caller caller, JagCall call) {
        return new KeyOrder(
                applications.find(caller, call.required("application")),
                KeyType.parse(call.required("keytype")),
                call.text("callbackUrl").trim(),
                domains(call),
                validity(call.text("validityTime").trim()),
                format(call.text("jsonParams").trim()),
                scopes(call.text("tokenScope")));
    }

    private static Set<String> domains(JagCall call) {
        Set<String> domains = new TreeSet<>(Texts.list(call.text("authorizedDomains"), ","));
        return domains.stream().anyMatch("ALL"::equalsIgnoreCase) ? Set.of() : domains;
    }

    private static @Nullable Duration validity(String seconds) {
        if (seconds.isEmpty()) {
            return null;
        }
        if (!seconds.matches("-?\\d{1,12}")) {
            throw new Invalid("validityTime: " + seconds + " (expected: seconds)");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** What 1.9 hands to the key manager as a JSON object; one member of it means something here. */
    private static @Nullable TokenFormat format(String parameters) {
        if (parameters.isEmpty()) {
            return null;
        }
        try {
            JsonNode format = JSON.readTree(parameters).path("access_token_format");
            return format.isMissingNode() ? null : TokenFormat.parse(format.asText());
        } catch (JsonProcessingException e) {
            throw new Invalid(
                    "jsonParams: not JSON (expected: an object such as {\"access_token_format\": \"jwt\"})", e);
        }
    }

    private static SortedSet<String> scopes(String text) {
        SortedSet<String> scopes = new TreeSet<>(Texts.list(text, "\\s+"));
        scopes.remove("default");
        return scopes;
    }
}
