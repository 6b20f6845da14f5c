package org.gatehouse.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.ClaimsRetriever;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.subscription.SubscribedKey;
import org.gatehouse.domain.tls.TenantSigning;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What back ends are told about who calls: a JWT in the layout of API Manager 1.9, which differs from RFC 7519 in that its
 * parts are in plain Base64 and its time is in milliseconds, and from RFC 7515 §4.1.7 in that {@code x5t} holds the hash of the
 * certificate as hexadecimal text.
 */
@Component(service = Assertions.class, configurationPid = "apim.keys.assertion")
@Designate(ocd = AssertionConfig.class)
public final class Assertions {
    private static final String ISSUER = "wso2.org/products/am";
    private static final String UNSIGNED = "NONE";
    private static final int UNKNOWN_TENANT_ID = -1;

    /** How assertions are made. */
    record Rules(
            boolean enabled,
            String dialect,
            String retriever,
            boolean signed,
            Duration life,
            boolean withoutApplicationUser) {}

    private final Map<String, ClaimsRetriever> retrievers = new ConcurrentHashMap<>();
    private final Memories memories;
    private volatile Rules rules;
    private final TenantSigning identity;
    private final Tenants tenants;
    private final InstantSource clock;

    /** As configured. What gateways remember was made by other rules, and is forgotten. */
    @Activate
    public Assertions(
            @Reference TenantSigning identity,
            @Reference Memories memories,
            @Reference Tenants tenants,
            AssertionConfig config) {
        this(rules(config), identity, memories, tenants, InstantSource.system());
        memories.forgetAll();
    }

    Assertions(Rules rules, TenantSigning identity, Memories memories, Tenants tenants, InstantSource clock) {
        this.rules = rules;
        this.identity = identity;
        this.memories = memories;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** From now on as configured. */
    @Modified
    void configure(AssertionConfig config) {
        rules = rules(config);
        memories.forgetAll();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ClaimsRetriever retriever, Map<String, Object> properties) {
        retrievers.put(String.valueOf(properties.get(ClaimsRetriever.NAME)), retriever);
    }

    void remove(ClaimsRetriever retriever, Map<String, Object> properties) {
        retrievers.remove(String.valueOf(properties.get(ClaimsRetriever.NAME)), retriever);
    }

    private static Rules rules(AssertionConfig config) {
        return new Rules(
                config.enabled(),
                config.dialect(),
                config.claims_retriever(),
                !config.algorithm().equals(UNSIGNED),
                Duration.ofMinutes(config.ttl_minutes()),
                config.without_application_user());
    }

    /**
     * The assertion about a call that is allowed; null if none are made.
     *
     * @throws Unavailable if there is no key to sign it with, or nobody who knows what it should say: a back end that relies
     *     on it must not be called without
     */
    @Nullable String about(AccessToken token, SubscribedKey key, KeyRequest request) {
        if (!rules.enabled()) {
            return null;
        }
        String body = base64(claims(token, key, request).getBytes(StandardCharsets.UTF_8));
        if (!rules.signed()) {
            return base64("{\"typ\":\"JWT\",\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + body + ".";
        }
        try {
            KeyStore.PrivateKeyEntry signer = identity.signer(token.user().tenant());
            String signed = header(signer.getCertificate()) + "." + body;
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signer.getPrivateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new Unavailable("An assertion for the back end cannot be signed", e);
        }
    }

    private static String header(Certificate certificate) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
        String thumbprint = base64(HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII));
        String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5t\":\"" + thumbprint + "\"}";
        return base64(header.getBytes(StandardCharsets.US_ASCII));
    }

    private String claims(AccessToken token, SubscribedKey key, KeyRequest request) {
        Map<String, String> claims = new LinkedHashMap<>();
        Map<String, String> more = Map.of();
        claims.put("subscriber", key.application().subscriber().toString());
        claims.put("applicationid", Long.toString(key.application().id()));
        claims.put("applicationname", key.application().name());
        claims.put("applicationtier", key.application().tier());
        claims.put("apicontext", request.context());
        claims.put("version", request.plainVersion());
        claims.put("tier", key.subscription().tier());
        claims.put("keytype", key.key().type().name());
        claims.put("usertype", token.ofUser() ? "APPLICATION_USER" : "APPLICATION");
        if (token.ofUser() || !rules.withoutApplicationUser()) {
            claims.put("enduser", withoutStore(token.user()));
            claims.put("enduserTenantId", Integer.toString(tenantId(token.user())));
            more = known(token.user());
        }
        long expires = clock.instant().plus(rules.life()).toEpochMilli();
        Map<String, String> named = new LinkedHashMap<>();
        claims.forEach((name, value) -> named.put(rules.dialect() + "/" + name, value));
        more.forEach(named::putIfAbsent);
        return named.entrySet().stream()
                .map(claim -> quoted(claim.getKey()) + ":" + quoted(claim.getValue()))
                .collect(Collectors.joining(",", "{\"iss\":" + quoted(ISSUER) + ",\"exp\":" + expires + ",", "}"));
    }

    private Map<String, String> known(UserName user) {
        String chosen = rules.retriever();
        if (chosen.isBlank()) {
            return Map.of();
        }
        ClaimsRetriever retriever = retrievers.get(chosen);
        if (retriever == null) {
            throw new Unavailable("claims retriever: " + chosen + " (expected: one of "
                    + new TreeSet<>(retrievers.keySet()) + ", or its bundle installed)");
        }
        return retriever.claims(user, rules.dialect());
    }

    /** Without the domain of the user store in front. */
    private static String withoutStore(UserName user) {
        String qualified = user.qualified();
        return qualified.substring(qualified.indexOf('/') + 1);
    }

    private int tenantId(UserName user) {
        return user.inSuperTenant()
                ? Tenant.SUPER_ID
                : tenants.find(user.tenant()).map(Tenant::id).orElse(UNKNOWN_TENANT_ID);
    }

    /** As a JSON string (RFC 8259 §7): what a user called something must not become another claim. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
