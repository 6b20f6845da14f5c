package org.gatehouse.keys.oauth2.authorize;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gatehouse.domain.keys.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for through a browser (RFC 6749 §4.1.1 and §4.2.1, OpenID Connect Core 1.0 §3.1.2.1), once the client
 * and the address it wants the answer at are known to be right.
 *
 * @param client who asks
 * @param redirectUri where the answer goes
 * @param responseTypes what is wanted, of {@code code}, {@code token} and {@code id_token}
 * @param scopes for what
 * @param state what the client wants back, null if nothing
 * @param nonce what the client wants to find in the ID token, null if nothing
 * @param challenge the S256 code challenge, null if there is none
 * @param prompts what the user is to be asked again
 * @param arrived when it came
 */
record AuthorizationRequest(
        Consumer client,
        String redirectUri,
        Set<String> responseTypes,
        Set<String> scopes,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String challenge,
        Set<String> prompts,
        Instant arrived) {
    private static final Pattern POLICY_SOURCE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(//[A-Za-z0-9.:\\[\\]-]+)?");

    AuthorizationRequest {
        responseTypes = Set.copyOf(responseTypes);
        scopes = Set.copyOf(scopes);
        prompts = Set.copyOf(prompts);
    }

    static AuthorizationRequest of(
            Consumer client, String redirectUri, MultivaluedMap<String, String> parameters, Instant now) {
        Set<String> scopes = words(parameters.getFirst("scope"));
        scopes.remove("default");
        return new AuthorizationRequest(
                client,
                redirectUri,
                words(parameters.getFirst("response_type")),
                scopes,
                once(parameters, "state"),
                parameters.getFirst("nonce"),
                parameters.getFirst("code_challenge"),
                words(parameters.getFirst("prompt")),
                now);
    }

    /** Of several nobody knows which one the client means. */
    private static @Nullable String once(MultivaluedMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }

    private static Set<String> words(@Nullable String text) {
        Set<String> words = new HashSet<>();
        if (text != null && !text.isBlank()) {
            words.addAll(Arrays.asList(text.trim().split("\\s+")));
        }
        return words;
    }

    /** In the one order in which CXF's services know it. */
    String responseType() {
        return String.join(" ", new TreeSet<>(responseTypes));
    }

    /** Whether answers and errors go behind {@code #}, where no server sees them. */
    boolean inFragment() {
        return responseTypes.contains("token") || responseTypes.contains("id_token");
    }

    /** Whether it is not enough that the user is signed in already. */
    boolean wantsNewSignIn() {
        return prompts.contains("login") || prompts.contains("select_account");
    }

    /** Once the user has signed in anew, nobody asks for it again. */
    AuthorizationRequest afterSignIn() {
        Set<String> left = new HashSet<>(prompts);
        left.remove("login");
        left.remove("select_account");
        return new AuthorizationRequest(
                client, redirectUri, responseTypes, scopes, state, nonce, challenge, left, arrived);
    }

    /** The origin or the scheme of the address, as a browser's policy names it; empty if it could mean more there. */
    String redirectOrigin() {
        URI address = URI.create(redirectUri);
        String scheme = address.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        String origin = web ? scheme + "://" + address.getRawAuthority() : scheme + ":";
        return POLICY_SOURCE.matcher(origin).matches() ? origin : "";
    }
}
