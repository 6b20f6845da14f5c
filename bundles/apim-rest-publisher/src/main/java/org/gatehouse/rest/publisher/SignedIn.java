package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.domain.keys.Tokens;

/**
 * Who sent a request.
 *
 * @param user whose password or token it has
 * @param scopes of the token; empty for a password, which no scope bounds
 */
record SignedIn(Caller user, Optional<Set<String>> scopes) {
    private static final String REALM = "realm=\"Gatehouse\"";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final int LONGEST = 8 * 1024;

    /** The user, who has a permission behind the scope, and whose token has it. */
    Caller caller(OwnScope scope) {
        if (scopes.filter(granted -> !granted.contains(scope.key())).isPresent()) {
            throw new Problem(ProblemType.SCOPE_MISSING, "The token lacks the scope " + scope.key() + ".")
                    .with("scope", scope.key())
                    .header(
                            CHALLENGE,
                            "Bearer " + REALM + ", error=\"insufficient_scope\", scope=\"" + scope.key() + "\"");
        }
        scope.require(user);
        return user;
    }

    Account account() {
        return user.account();
    }

    /**
     * Tells whose a request is: by the password in it, as at the other doors, or by a token of a user that this key manager has
     * issued. Tokens of applications do not count, as whoever has an application's secret is not its owner yet.
     */
    record Desk(Authenticator authenticator, Tokens tokens, InstantSource clock) {
        /**
         * The sender.
         *
         * @throws Problem if nobody is known to have sent it
         */
        SignedIn of(HttpServletRequest request) {
            List<String> shown = Collections.list(request.getHeaders("Authorization"));
            if (shown.isEmpty()) {
                throw unknown("Authorization: expected a Bearer token, or Basic with name and password.", "");
            }
            String[] words = shown.get(0).trim().split("\\s+", 2);
            if (shown.size() > 1 || words.length < 2 || words[1].length() > LONGEST) {
                throw unknown("Authorization: expected once, with a scheme and what belongs to it.", "");
            }
            if (words[0].equalsIgnoreCase("Bearer")) {
                return ofToken(words[1])
                        .orElseThrow(() -> unknown(
                                "The token is unknown, over, taken back, or no user's.", ", error=\"invalid_token\""));
            }
            if (words[0].equalsIgnoreCase("Basic")) {
                return ofPassword(words[1], Origin.of(request.getRemoteAddr(), request::getHeader, "REST"))
                        .orElseThrow(() -> unknown("Name or password is wrong.", ""));
            }
            throw unknown("Authorization: expected Bearer or Basic.", "");
        }

        private static Problem unknown(String detail, String error) {
            return new Problem(ProblemType.UNAUTHENTICATED, detail)
                    .header(CHALLENGE, "Bearer " + REALM + error)
                    .header(CHALLENGE, "Basic " + REALM + ", charset=\"UTF-8\"");
        }

        private Optional<SignedIn> ofToken(String value) {
            return tokens.find(value)
                    .filter(token -> token.ofUser()
                            && token.state() == AccessToken.State.ACTIVE
                            && !token.isExpiredAt(clock.instant()))
                    .flatMap(token -> authenticator
                            .asCaller(token.user())
                            .map(user -> new SignedIn(user, Optional.of(Set.copyOf(token.scopes())))));
        }

        private Optional<SignedIn> ofPassword(String encoded, Origin from) {
            try {
                String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                return colon <= 0
                        ? Optional.empty()
                        : authenticator
                                .authenticate(UserName.parse(text.substring(0, colon)), text.substring(colon + 1), from)
                                .map(user -> new SignedIn(user, Optional.empty()));
            } catch (IllegalArgumentException | Invalid notAName) {
                return Optional.empty();
            }
        }
    }
}
