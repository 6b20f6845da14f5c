package org.gatehouse.tiers;

import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.gatehouse.domain.tier.Tiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps a tier policy that cannot be read out of the registry, and brings one that can into force at once. */
@Component(service = RegistryGuard.class, property = RegistryGuard.PATH + "=" + Tiers.POLICY_PATH)
public final class TierPolicyGuard implements RegistryGuard {
    private final RegistryTiers tiers;

    /** For these tiers. */
    @Activate
    public TierPolicyGuard(@Reference RegistryTiers tiers) {
        this.tiers = tiers;
    }

    @Override
    public void check(String tenant, RegistryFile file) {
        TierPolicy.read(file.text());
    }

    @Override
    public void stored(String tenant, String path) {
        tiers.forget(tenant);
    }
}
