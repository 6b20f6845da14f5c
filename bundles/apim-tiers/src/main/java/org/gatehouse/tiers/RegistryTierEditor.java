package org.gatehouse.tiers;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.throttle.PolicyEdit;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierPermissions;
import org.gatehouse.domain.tier.TierRevision;
import org.gatehouse.domain.tier.TierUse;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.domain.xml.SafeXml;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Edits of the policies in the registry. */
@Component
public final class RegistryTierEditor implements TierEditor {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryTierEditor.class);
    private static final int ATTEMPTS = 5;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-][\\p{L}\\p{N} _.-]{0,49}");

    private final Registry registry;
    private final RegistryTiers tiers;
    private final TierPermissions permissions;
    private final TierUses uses;

    /** Over what is stored. */
    @Activate
    public RegistryTierEditor(
            @Reference Registry registry,
            @Reference RegistryTiers tiers,
            @Reference TierPermissions permissions,
            @Reference TierUses uses) {
        this.registry = registry;
        this.tiers = tiers;
        this.permissions = permissions;
        this.uses = uses;
    }

    @Override
    public List<Tier> all(Caller caller) {
        caller.requireAny(Permission.MANAGE_TIERS);
        return List.copyOf(tiers.policy(caller.tenant()).tiers().values());
    }

    @Override
    public void save(Caller caller, TierDraft draft, @Nullable TierRevision seen) {
        caller.requireAny(Permission.MANAGE_TIERS);
        if (!NAME.matcher(draft.name()).matches() || draft.name().equals(Tier.UNLIMITED_NAME)) {
            throw new Invalid("tier: " + draft.name()
                    + " (expected: a name of letters, digits, blanks, '_', '.' and '-', other than "
                    + Tier.UNLIMITED_NAME + ")");
        }
        if (draft.displayName().length() > TierDraft.LONGEST_DISPLAY_NAME) {
            throw new Invalid("displayName: " + draft.displayName().length() + " characters (expected: at most "
                    + TierDraft.LONGEST_DISPLAY_NAME + ")");
        }
        requireHeld("displayName", draft.displayName());
        draft.attributes().forEach((name, value) -> requireHeld("attribute: " + name, value));
        edit(caller.tenant(), draft.name(), seen, policy -> policy.with(draft));
        LOG.info("Tier {} of {} was set by {}", draft.name(), caller.tenant(), caller.user());
    }

    private static void requireHeld(String place, String text) {
        SafeXml.unheld(text).ifPresent(code -> {
            throw new Invalid(place + ": the character " + code + " (expected: those that XML can hold)");
        });
    }

    @Override
    public void remove(Caller caller, String name, @Nullable TierRevision seen) {
        caller.requireAny(Permission.MANAGE_TIERS);
        requireThere(caller, name);
        TierUse use = uses.of(caller.tenant(), name);
        if (!use.isNone()) {
            throw new Conflict("tier " + name + " is in use: " + use);
        }
        edit(caller.tenant(), name, seen, policy -> policy.without(name));
        LOG.info("Tier {} of {} was removed by {}", name, caller.tenant(), caller.user());
    }

    @Override
    public TierUse use(Caller caller, String name) {
        caller.requireAny(Permission.MANAGE_TIERS);
        return uses.of(caller.tenant(), name);
    }

    @Override
    public void permit(Caller caller, TierPermission permission) {
        caller.requireAny(Permission.MANAGE_TIERS, Permission.PUBLISH_APIS);
        if (!permission.tier().equals(Tier.UNLIMITED_NAME)) {
            requireThere(caller, permission.tier());
        }
        permissions.save(caller.tenant(), permission);
        LOG.info("Who may use tier {} of {} was set by {}", permission.tier(), caller.tenant(), caller.user());
    }

    private void requireThere(Caller caller, String name) {
        if (!tiers.policy(caller.tenant()).tiers().containsKey(name)) {
            throw new NotFound("tier: " + name + " (expected: one of "
                    + tiers.policy(caller.tenant()).tiers().keySet() + ")");
        }
    }

    /** One after the other, and from what is stored now, so that no edit is lost, not even one of another server. */
    private synchronized void edit(
            String tenant, String name, @Nullable TierRevision seen, UnaryOperator<PolicyEdit> change) {
        // Where nobody has asked for the tenant's tiers yet, that puts the shipped ones there.
        tiers.policy(tenant);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RegistryFile before = registry.find(tenant, Tiers.POLICY_PATH).orElseThrow();
            if (seen != null) {
                requireSeen(tenant, name, seen, before);
            }
            String after = change.apply(PolicyEdit.of(before.text())).text();
            if (registry.replace(tenant, before, RegistryFile.ofText(Tiers.POLICY_PATH, "application/xml", after))) {
                return;
            }
        }
        throw new Conflict(
                "tier " + name + ": nothing was changed, for others change tiers all the time (expected: once more)");
    }

    private void requireSeen(String tenant, String name, TierRevision seen, RegistryFile file) {
        String changes = seen.changes(TierPolicy.read(file.text()).tiers().get(name));
        if (!changes.isEmpty()) {
            // Another server may have changed it just now: whoever looks next is to see that.
            tiers.forget(tenant);
            throw new Conflict("tier " + name + " is another by now: " + changes);
        }
    }
}
