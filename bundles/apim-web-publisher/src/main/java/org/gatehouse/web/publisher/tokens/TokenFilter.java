package org.gatehouse.web.publisher.tokens;

import java.util.OptionalLong;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.TokenQuery;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.request.Parameters;

/**
 * Which tokens a page is about, as its address says.
 *
 * @param query a part of a name; empty for all
 * @param fingerprint the beginning of one; empty for any
 * @param user in whose name; empty for anybody
 * @param application the number of one; empty for any
 */
public record TokenFilter(String query, String fingerprint, String user, String application) {
    static TokenFilter of(Parameters sent) {
        OptionalLong application = sent.number("application");
        return new TokenFilter(
                sent.text("query").trim(),
                sent.text("fingerprint").trim(),
                sent.text("user").trim(),
                application.isPresent() ? String.valueOf(application.getAsLong()) : "");
    }

    /** The one of that fingerprint. */
    static TokenFilter ofOne(String fingerprint) {
        return new TokenFilter("", fingerprint, "", "");
    }

    /** Whether it leaves something out. */
    public boolean isSet() {
        return !(query + fingerprint + user + application).isEmpty();
    }

    /** The part of an address that says so. */
    public String address() {
        return "query=" + CalledApi.encoded(query) + "&fingerprint=" + CalledApi.encoded(fingerprint) + "&user="
                + CalledApi.encoded(user) + "&application=" + application;
    }

    TokenQuery asked() {
        return new TokenQuery(
                query,
                fingerprint,
                user.isEmpty() ? null : UserName.parse(user),
                application.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(application)));
    }
}
