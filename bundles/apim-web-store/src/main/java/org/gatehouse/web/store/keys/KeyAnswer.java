package org.gatehouse.web.store.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.web.jag.Json;
import org.jspecify.annotations.Nullable;

/** Keys as answers tell them: member for member in the order that scripts know. */
final class KeyAnswer {
    private static final String ALL = "ALL";

    private KeyAnswer() {}

    static Map<String, @Nullable Object> generated(IssuedKey issued, Set<String> domains) {
        AccessToken token = issued.token();
        return Json.object(
                "keyState", "APPROVED",
                "consumerKey", issued.consumer().key(),
                "consumerSecret", issued.consumer().secret(),
                "appDetails", details(issued.consumer()),
                "accessToken", token.value(),
                "validityTime", seconds(token),
                "tokenDetails",
                        Json.write(
                                Json.object("scopes", List.copyOf(token.scopes()), "validityPeriod", seconds(token))),
                "tokenScope", List.copyOf(token.scopes()),
                "enableRegenarate", true,
                "accessallowdomains", domains(domains));
    }

    /** The secret's place has always held the key here. */
    static Map<String, @Nullable Object> renewed(IssuedKey issued) {
        AccessToken token = issued.token();
        return Json.object(
                "accessToken", token.value(),
                "consumerKey", issued.consumer().key(),
                "consumerSecret", issued.consumer().key(),
                "responseParams", "{}",
                "tokenScope", List.copyOf(token.scopes()),
                "validityTime", seconds(token),
                "enableRegenarate", true);
    }

    static String details(Consumer consumer) {
        return Json.write(Json.object(
                "redirect_uris", consumer.callbackUrl(),
                "client_name", consumer.name(),
                "grant_types", String.join(" ", new TreeSet<>(consumer.grants())),
                "access_token_format", consumer.format().written()));
    }

    static String domains(Set<String> domains) {
        return domains.isEmpty() ? ALL : String.join(", ", new TreeSet<>(domains));
    }

    /** -1 for a token that never expires. */
    static long seconds(AccessToken token) {
        Duration validity = token.validity();
        return validity == null ? -1 : validity.toSeconds();
    }
}
