package org.gatehouse.identity;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.ClaimDialects;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.Tenancy;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tenants in the database. */
@Component
public final class StoredTenancy implements Tenancy {
    private static final Logger LOG = LoggerFactory.getLogger(StoredTenancy.class);
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern EMAIL = Pattern.compile("|[^\\s@]{1,100}@[^\\s@]{1,150}");

    private final Tenants tenants;
    private final Users users;
    private final Profiles profiles;
    private final ClaimDialects dialects;
    private final AccountListeners listeners;
    private final InstantSource clock = InstantSource.system();

    /** Over what is stored. */
    @Activate
    public StoredTenancy(
            @Reference Tenants tenants,
            @Reference Users users,
            @Reference Profiles profiles,
            @Reference ClaimDialects dialects,
            @Reference AccountListeners listeners) {
        this.tenants = tenants;
        this.users = users;
        this.profiles = profiles;
        this.dialects = dialects;
        this.listeners = listeners;
    }

    @Override
    public Tenant add(
            Caller caller, String domain, String admin, String password, String email, Map<String, String> claims) {
        caller.requireAny(Permission.MANAGE_TENANTS);
        String key = domain.strip().toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(key).matches() || key.contains("..")) {
            throw new Invalid("tenantDomain: " + domain
                    + " (expected: letters, digits, '.', '-' and '_', beginning with a letter or a digit)");
        }
        requireEmail(email);
        StoredAccounts.requireName(admin);
        StoredAccounts.requirePassword(password);
        Map<String, String> attributes = StoredAccounts.attributes(dialects, claims);
        Tenant tenant = interrupted(key)
                .orElseGet(() -> tenants.add(key, admin, email, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        FirstAccounts.ofTenant(users, key, admin, password);
        profiles.put(new UserName(key, admin), attributes);
        LOG.info("Tenant {} was added by {}", key, caller.user());
        return tenant;
    }

    /** One that got no user when it was added, because the server went down. */
    private Optional<Tenant> interrupted(String domain) {
        return tenants.find(domain)
                .filter(tenant ->
                        tenant.id() != Tenant.SUPER_ID && users.all(domain).isEmpty());
    }

    @Override
    public List<Tenant> all(Caller caller) {
        caller.requireAny(Permission.SEE_TENANTS);
        return tenants.all();
    }

    @Override
    public Tenant find(Caller caller, String domain) {
        caller.requireAny(Permission.SEE_TENANTS);
        return known(domain);
    }

    @Override
    public void setEmail(Caller caller, String domain, String email) {
        caller.requireAny(Permission.MANAGE_TENANTS);
        requireEmail(email);
        Tenant tenant = known(domain);
        tenants.save(
                new Tenant(tenant.id(), tenant.domain(), tenant.admin(), email, tenant.created(), tenant.active()));
    }

    @Override
    public void setActive(Caller caller, String domain, boolean active) {
        caller.requireAny(Permission.MANAGE_TENANTS);
        Tenant tenant = known(domain);
        if (tenant.id() == Tenant.SUPER_ID) {
            throw new Invalid("tenantDomain: " + domain + " (expected: another than the one that owns the server)");
        }
        tenants.save(tenant.active(active));
        listeners.tell(listener -> listener.tenantChanged(tenant.domain()));
        LOG.info("Tenant {} is {} by {}", domain, active ? "active" : "not active", caller.user());
    }

    private Tenant known(String domain) {
        return tenants.find(domain.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new NotFound("tenantDomain: " + domain + " (expected: one that is there)"));
    }

    private static void requireEmail(String email) {
        if (!EMAIL.matcher(email).matches()) {
            throw new Invalid("email: " + email + " (expected: an address, or nothing)");
        }
    }
}
