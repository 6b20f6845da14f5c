package org.gatehouse.tiers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierPermissions;
import org.gatehouse.domain.tier.Tiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The tiers of each tenant's policy, held in memory until {@link TierPolicyGuard} says that the policy changed. */
@Component(
        service = {Tiers.class, RegistryTiers.class},
        configurationPid = "apim.tiers")
@Designate(ocd = RegistryTiers.Config.class)
public final class RegistryTiers implements Tiers {
    private final Registry registry;
    private final TierPermissions permissions;
    private final boolean unlimited;
    private final Map<String, TierPolicy> byTenant = new ConcurrentHashMap<>();

    /** As configured. */
    @Activate
    public RegistryTiers(@Reference Registry registry, @Reference TierPermissions permissions, Config config) {
        this(registry, permissions, config.unlimited());
    }

    RegistryTiers(Registry registry, TierPermissions permissions, boolean unlimited) {
        this.registry = registry;
        this.permissions = permissions;
        this.unlimited = unlimited;
    }

    @Override
    public List<Tier> offered(String tenant) {
        List<Tier> offered = policy(tenant).tiers().values().stream()
                .filter(tier -> !tier.name().equals(Tier.UNAUTHENTICATED_NAME)
                        && !tier.name().equals(Tier.UNLIMITED_NAME))
                .sorted(Comparator.comparing(Tier::name))
                .collect(Collectors.toCollection(ArrayList::new));
        if (unlimited) {
            offered.add(Tier.UNLIMITED);
        }
        return offered;
    }

    @Override
    public Optional<Tier> find(String tenant, String name) {
        return name.equals(Tier.UNLIMITED_NAME)
                ? Optional.of(Tier.UNLIMITED)
                : Optional.ofNullable(policy(tenant).tiers().get(name));
    }

    @Override
    public Optional<Tier> ofAddress(String tenant, String address) {
        return policy(tenant).ofAddress(address);
    }

    @Override
    public Optional<Tier> ofApi(String tenant, String context) {
        return policy(tenant).ofApi(context);
    }

    @Override
    public int concurrent(String tenant) {
        return policy(tenant).concurrent();
    }

    @Override
    public Set<String> denied(String tenant, Set<String> roles) {
        return permissions.all(tenant).stream()
                .filter(permission -> permission.denies(roles))
                .map(TierPermission::tier)
                .collect(Collectors.toUnmodifiableSet());
    }

    void forget(String tenant) {
        byTenant.remove(tenant);
    }

    TierPolicy policy(String tenant) {
        TierPolicy known = byTenant.get(tenant);
        if (known != null) {
            return known;
        }
        // Outside of the map's lock: a registry may tell the guard of what it adds, and that comes back here.
        registry.putIfAbsent(tenant, RegistryFile.ofText(POLICY_PATH, "application/xml", shipped()));
        return byTenant.computeIfAbsent(tenant, this::load);
    }

    private TierPolicy load(String tenant) {
        return TierPolicy.read(
                registry.find(tenant, POLICY_PATH).map(RegistryFile::text).orElseThrow());
    }

    private static String shipped() {
        try (InputStream in = RegistryTiers.class.getResourceAsStream("tiers.xml")) {
            if (in == null) {
                throw new IllegalStateException("tiers.xml is not in the bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: tiers")
    @interface Config {
        @AttributeDefinition(description = "Whether the tier without a limit is offered.")
        boolean unlimited() default true;
    }
}
