package org.gatehouse.fuzz;

import java.util.List;

/** The key manager's pages and end points, at its own ports and at the gateway's. */
final class OAuthDoor implements HttpDoor {
    private static final List<String> PATHS = List.of(
            "/oauth2/token",
            "/oauth2/token",
            "/oauth2/token",
            "/oauth2/revoke",
            "/oauth2/authorize",
            "/oauth2/introspect",
            "/oauth2/userinfo",
            "/oauth2/device_authorize",
            "/oauth2/jwks",
            "/commonauth",
            "/authenticationendpoint/login.do",
            "/device",
            "/account/",
            "/.well-known/openid-configuration");

    private static final List<String> REGISTRATIONS = List.of(
            "{\"client_name\": \"Fuzzed\", \"redirect_uris\": [\"https://localhost/a\"], \"grant_types\": [\"authorization_code\", \"refresh_token\"],"
                    + " \"response_types\": [\"code\"], \"token_endpoint_auth_method\": \"client_secret_basic\", \"scope\": \"default\"}",
            "{\"client_name\": \"Caf\\u00e9\", \"redirect_uris\": [], \"access_token_format\": \"jwt\", \"jwks\": {\"keys\": []}}");

    private static final Form FIELDS = new Form("""
            grant_type client_credentials|password|refresh_token|authorization_code|urn:ietf:params:oauth:grant-type:device_code|urn:ietf:params:oauth:grant-type:jwt-bearer|urn:ietf:params:oauth:grant-type:saml2-bearer|application_token
            scope default|openid|a b c
            username nobody|fuzzed
            password Wrong-1
            refresh_token ${refresh}|a
            token ${spare}|a
            token_type_hint access_token|refresh_token|x
            code a
            code_verifier aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            code_challenge aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            code_challenge_method S256|plain
            device_code a
            user_code BBBB-BBBB
            assertion eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.|PGEvPg|PHNhbWwyOkFzc2VydGlvbiB4bWxuczpzYW1sMj0idXJuOm9hc2lzOm5hbWVzOnRjOlNBTUw6Mi4wOmFzc2VydGlvbiIvPg
            client_id ${key}
            client_secret ${secret}
            redirect_uri https://localhost/a|a:b|//other.example
            response_type code|token|id_token token|none
            state s
            nonce n
            prompt none|login|consent
            max_age 0
            validity_period 3600
            sessionDataKey a
            consent approve
            """);

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public Port port(Chance chance) {
        return chance.onceIn(2) ? Port.SERVICES : Port.SERVICES_TLS;
    }

    @Override
    public Sent good(Chance chance) {
        return sent(request(chance), chance, false);
    }

    @Override
    public Sent bad(Chance chance) {
        return sent(request(chance), chance, true);
    }

    /** The gateway's own three paths are asked there, too. */
    private Sent sent(Message message, Chance chance, boolean spoiled) {
        String text = spoiled ? message.spoiled(chance) : message.text();
        boolean byGateway = message.target().matches("/oauth2/(token|revoke|authorize).*") && chance.onceIn(3);
        return byGateway ? new Sent(Port.GATEWAY, text.replaceFirst("/oauth2/", "/")) : new Sent(port(chance), text);
    }

    @Override
    public Message request(Chance chance) {
        if (chance.onceIn(10)) {
            Message registration = Message.post("/oauth2/register", "application/json", chance.of(REGISTRATIONS));
            return chance.onceIn(2) ? registration.with("Authorization: Basic ${user}") : registration;
        }
        Message message = Form.sent(chance.of(PATHS), FIELDS.filled(chance), chance);
        return switch (chance.below(4)) {
            case 0 -> message;
            case 1 -> message.with("Authorization: Bearer ${spare}");
            default -> message.with("Authorization: Basic ${client}");
        };
    }
}
