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
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.store.Store;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.jspecify.annotations.Nullable;

/** An application's keys. */
final class KeyVerbs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final Tokens tokens;

    KeyVerbs(Store store, Tokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    JagAnswer generate(JagCall call) {
        Caller caller = call.caller();
        KeyOrder order = order(caller, call);
        IssuedKey issued = store.generateKey(caller, order);
        return JagAnswer.ok("data", Json.object("key", KeyAnswer.generated(issued, order.allowedDomains())));
    }

    JagAnswer renew(JagCall call) {
        Caller caller = call.caller();
        KeyOrder order = order(caller, call);
        String oldToken = call.required("oldAccessToken");
        try {
            return JagAnswer.ok(
                    "data", Json.object("key", KeyAnswer.renewed(store.renewToken(caller, order, oldToken))));
        } catch (Invalid | NotFound refused) {
            throw new Invalid(
                    "Error while renewing Access Token for Consumer Key " + call.text("clientId") + " and user "
                            + caller.user(),
                    refused);
        }
    }

    JagAnswer allowDomains(JagCall call) {
        Caller caller = call.caller();
        AccessToken token =
                tokens.find(call.required("oldAccessToken")).orElseThrow(() -> new NotFound("There is no such token"));
        for (Application application : store.applications(caller)) {
            for (ApplicationKey key : store.keys(application)) {
                if (key.consumerKey().equals(token.consumerKey())) {
                    store.allowDomains(caller, application, key.type(), domains(call));
                    return JagAnswer.ok();
                }
            }
        }
        throw new NotFound("The token is of no application of " + caller.user());
    }

    private KeyOrder order(Caller caller, JagCall call) {
        return new KeyOrder(
                store.application(caller, call.required("application")),
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
