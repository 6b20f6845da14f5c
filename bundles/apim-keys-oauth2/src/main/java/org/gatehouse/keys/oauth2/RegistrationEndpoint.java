package org.gatehouse.keys.oauth2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.keys.Registrations;

/**
 * Registration of clients by programs (RFC 7591) and its management (RFC 7592). Who registers shows the name
 * and password of a user who may subscribe, and owns the client; who manages shows the registration's access token.
 */
@Path("/register")
@Produces(MediaType.APPLICATION_JSON)
public final class RegistrationEndpoint {
    private static final int MOST_ADDRESSES = 20;
    private static final int MOST_LETTERS = 100;
    /** In a name it breaks the line, turns what is read around, or is half a character. */
    private static final Pattern DECEIVING = Pattern.compile("[\\p{Cc}\\p{Cs}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]");

    private static final String NO_SECRET = "none";

    private final Registrations registrations;
    private final Authenticator users;
    private final String address;

    RegistrationEndpoint(Registrations registrations, Authenticator users, String base) {
        this.registrations = registrations;
        this.users = users;
        this.address = base + "/oauth2/register";
    }

    /** RFC 7591 §3.1. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(byte[] json, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Caller owner = owner(headers, Origin.of(request.getRemoteAddr(), request::getHeader, "client registration"));
        AskedClient asked = read(json);
        boolean secret = !NO_SECRET.equals(asked.authMethod());
        Registrations.Registered registered = kept(
                () -> registrations.add(owner, name(asked), addresses(asked), grants(asked), secret, format(asked)));
        return shown(Response.Status.CREATED, registered.client(), registered.managementToken());
    }

    /** RFC 7592 §2.1. */
    @GET
    @Path("{clientId}")
    public Response read(@PathParam("clientId") String clientId, @Context HttpHeaders headers) {
        return shown(Response.Status.OK, managed(clientId, headers), bearer(headers));
    }

    /** RFC 7592 §2.2. */
    @PUT
    @Path("{clientId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response update(@PathParam("clientId") String clientId, byte[] json, @Context HttpHeaders headers) {
        Consumer before = managed(clientId, headers);
        AskedClient asked = read(json);
        Consumer after =
                kept(() -> registrations.update(before, name(asked), addresses(asked), grants(asked), format(asked)));
        return shown(Response.Status.OK, after, bearer(headers));
    }

    /** RFC 7592 §2.3. */
    @DELETE
    @Path("{clientId}")
    public Response delete(@PathParam("clientId") String clientId, @Context HttpHeaders headers) {
        registrations.remove(managed(clientId, headers));
        return Response.noContent().build();
    }

    private Caller owner(HttpHeaders headers, Origin from) {
        Credentials shown = Credentials.ofBasic(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        Optional<Caller> caller = Optional.empty();
        if (shown != null) {
            try {
                caller = users.authenticate(UserName.parse(shown.key()), shown.secret(), from);
            } catch (Invalid notAName) {
                // Stays a stranger.
            } catch (Forbidden notFromThere) {
                throw failed(new OauthError(401, "invalid_token", String.valueOf(notFromThere.getMessage())));
            }
        }
        Caller known = caller.orElseThrow(
                () -> failed(new OauthError(401, "invalid_token", "Name and password of a user are needed.")));
        if (!known.may(Permission.SUBSCRIBE)) {
            throw failed(new OauthError(403, "access_denied", "The user may not subscribe."));
        }
        return known;
    }

    private Consumer managed(String clientId, HttpHeaders headers) {
        return registrations
                .managed(clientId, bearer(headers))
                .orElseThrow(() -> failed(new OauthError(401, "invalid_token", "The registration's token is needed.")));
    }

    private static String bearer(HttpHeaders headers) {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        String[] words =
                authorization == null ? new String[0] : authorization.trim().split("\\s+");
        return words.length == 2 && words[0].equalsIgnoreCase("Bearer") ? words[1] : "";
    }

    /** What does not fit, all addresses together for one, is the registration's fault. */
    private static <T> T kept(Supplier<T> change) {
        try {
            return change.get();
        } catch (Invalid unfit) {
            throw failed(OauthError.bad("invalid_client_metadata", String.valueOf(unfit.getMessage())));
        }
    }

    private static String name(AskedClient asked) {
        String name = asked.name() == null ? "" : asked.name().trim();
        if (name.length() > MOST_LETTERS || DECEIVING.matcher(name).find()) {
            throw failed(OauthError.bad(
                    "invalid_client_metadata",
                    "client_name: at most " + MOST_LETTERS + " characters, none of which controls what is shown."));
        }
        return name.isEmpty() ? "client" : name;
    }

    private static TokenFormat format(AskedClient asked) {
        String format = asked.format();
        try {
            return format == null ? TokenFormat.OPAQUE : TokenFormat.parse(format);
        } catch (Invalid unknown) {
            throw failed(OauthError.bad("invalid_client_metadata", String.valueOf(unknown.getMessage())));
        }
    }

    private static Set<String> grants(AskedClient asked) {
        List<String> named = asked.grants() == null ? List.of("authorization_code") : asked.grants();
        Set<String> grants = new HashSet<>(named);
        if (grants.isEmpty() || !TokenEndpoint.REGISTRABLE.containsAll(grants)) {
            throw failed(OauthError.bad("invalid_client_metadata", "grant_types: one of these is not supported."));
        }
        return grants;
    }

    private static List<String> addresses(AskedClient asked) {
        List<String> addresses = asked.addresses() == null ? List.of() : asked.addresses();
        boolean needed =
                grants(asked).contains("authorization_code") || grants(asked).contains("implicit");
        boolean good = addresses.stream().allMatch(RegistrationEndpoint::isGood);
        if (!good || addresses.size() > MOST_ADDRESSES || (needed && addresses.isEmpty())) {
            throw failed(OauthError.bad(
                    "invalid_redirect_uri",
                    "redirect_uris: absolute addresses without a fragment; http for localhost only."));
        }
        return addresses;
    }

    /** An address at which nobody else can listen: https, this machine, or a scheme of the application (RFC 8252 §7). */
    private static boolean isGood(String address) {
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme();
            if (scheme == null || uri.getRawFragment() != null || address.matches(".*[\\s\\\\*].*")) {
                return false;
            }
            boolean local = Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
            return switch (scheme.toLowerCase(Locale.ROOT)) {
                case "https" -> uri.getHost() != null && uri.getRawUserInfo() == null;
                case "http" -> local && uri.getRawUserInfo() == null;
                default -> scheme.contains(".");
            };
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** With what is secret in it, so nobody may keep it. */
    private Response shown(Response.Status status, Consumer client, String managementToken) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("client_id", client.key());
        if (!client.isPublic()) {
            answer.put("client_secret", client.secret());
            answer.put("client_secret_expires_at", 0);
        }
        answer.put("client_name", client.name());
        answer.put("redirect_uris", client.callbackUrls());
        answer.put("grant_types", client.grants().stream().sorted().toList());
        answer.put(AskedClient.FORMAT, client.format().written());
        answer.put("token_endpoint_auth_method", client.isPublic() ? NO_SECRET : "client_secret_basic");
        answer.put("registration_access_token", managementToken);
        answer.put("registration_client_uri", address + "/" + client.key());
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .entity(AskedClient.json(answer))
                .build();
    }

    private static AskedClient read(byte[] json) {
        try {
            return AskedClient.read(json);
        } catch (Invalid notThat) {
            throw failed(OauthError.bad("invalid_client_metadata", String.valueOf(notThat.getMessage())));
        }
    }

    private static WebApplicationException failed(OauthError error) {
        return new WebApplicationException(error.response());
    }
}
