package org.gatehouse.tiers;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.gatehouse.domain.tier.TierUse;
import org.gatehouse.domain.tier.Tiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps a tier policy that cannot be read out of the registry, and one that lacks a tier which somebody uses; brings any other
 * into force at once.
 */
@Component(service = RegistryGuard.class, property = RegistryGuard.PATH + "=" + Tiers.POLICY_PATH)
public final class TierPolicyGuard implements RegistryGuard {
    private final RegistryTiers tiers;
    private final Registry registry;
    private final TierUses uses;

    /** For these tiers. */
    @Activate
    public TierPolicyGuard(@Reference RegistryTiers tiers, @Reference Registry registry, @Reference TierUses uses) {
        this.tiers = tiers;
        this.registry = registry;
        this.uses = uses;
    }

    @Override
    public void check(String tenant, RegistryFile file) {
        TierPolicy next = TierPolicy.read(file.text());
        if (registry.find(tenant, Tiers.POLICY_PATH).isEmpty()) {
            return;
        }
        for (String name : tiers.policy(tenant).tiers().keySet()) {
            if (!next.tiers().containsKey(name)) {
                TierUse use = uses.of(tenant, name);
                if (!use.isNone()) {
                    throw new Invalid("tiers.xml: tier " + name + " is not in it, but in use: " + use
                            + " (expected: the tier, or nobody who uses it)");
                }
            }
        }
    }

    @Override
    public void stored(String tenant, String path) {
        tiers.forget(tenant);
    }
}
