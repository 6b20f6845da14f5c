package org.gatehouse.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.ClaimDialects;
import org.gatehouse.domain.identity.ClaimsRetriever;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the database knows of its users, and other stores of theirs. */
@Component(property = ClaimsRetriever.NAME + "=" + ClaimsRetriever.OWN)
public final class StoredClaims implements ClaimsRetriever {
    /** The attribute that nobody sets: the user's roles, commas between them. */
    static final String ROLE = "role";

    private final Users users;
    private final Profiles profiles;
    private final OtherStores others;
    private final ClaimDialects dialects;
    private final Authenticator authenticator;

    /** Over what is stored. */
    @Activate
    public StoredClaims(
            @Reference Users users,
            @Reference Profiles profiles,
            @Reference OtherStores others,
            @Reference ClaimDialects dialects,
            @Reference Authenticator authenticator) {
        this.users = users;
        this.profiles = profiles;
        this.others = others;
        this.dialects = dialects;
        this.authenticator = authenticator;
    }

    @Override
    public Map<String, String> claims(UserName user, String dialect) {
        Map<String, String> attributes = new TreeMap<>(dialects.attributes(dialect));
        if (attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, String> known = new HashMap<>(
                users.find(user).isPresent()
                        ? profiles.of(user)
                        : others.attributes(user, new HashSet<>(attributes.values())));
        if (attributes.containsValue(ROLE)) {
            authenticator
                    .asCaller(user)
                    .ifPresent(caller -> known.put(ROLE, String.join(",", new TreeSet<>(caller.roles()))));
        }
        Map<String, String> claims = new LinkedHashMap<>();
        attributes.forEach((claim, attribute) -> {
            String value = known.getOrDefault(attribute, "");
            if (!value.isEmpty()) {
                claims.put(claim, value);
            }
        });
        return claims;
    }
}
