package org.gatehouse.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.domain.keys.DeviceGrants;
import org.jspecify.annotations.Nullable;

/** What devices wait for, in memory. */
public final class InMemoryDeviceGrants implements DeviceGrants {
    private final List<DeviceGrant> grants = new ArrayList<>();

    @Override
    public synchronized void add(DeviceGrant grant) {
        if (find(known -> known.userCode().equals(grant.userCode())).isPresent()) {
            throw new Conflict("user code: taken (expected: another)");
        }
        grants.add(grant);
    }

    @Override
    public synchronized Optional<DeviceGrant> findByUserCode(String userCode) {
        return find(grant -> grant.userCode().equals(userCode))
                .map(grant -> with(grant, "", grant.state(), grant.user(), grant.asked()));
    }

    @Override
    public synchronized boolean answer(String userCode, UserName user, boolean allowed) {
        Optional<DeviceGrant> waiting =
                find(grant -> grant.userCode().equals(userCode) && grant.state() == DeviceGrant.State.WAITING);
        waiting.ifPresent(grant -> replace(with(
                grant,
                grant.deviceCode(),
                allowed ? DeviceGrant.State.ALLOWED : DeviceGrant.State.DENIED,
                user,
                grant.asked())));
        return waiting.isPresent();
    }

    @Override
    public synchronized Optional<DeviceGrant> ask(String deviceCode, Instant now) {
        Optional<DeviceGrant> found = find(grant -> grant.deviceCode().equals(deviceCode));
        found.ifPresent(grant -> replace(with(grant, deviceCode, grant.state(), grant.user(), now)));
        return found;
    }

    @Override
    public synchronized boolean take(String deviceCode) {
        return grants.removeIf(grant -> grant.deviceCode().equals(deviceCode));
    }

    @Override
    public synchronized int removeExpired(Instant before) {
        int all = grants.size();
        grants.removeIf(grant -> grant.expires().isBefore(before));
        return all - grants.size();
    }

    private Optional<DeviceGrant> find(Predicate<DeviceGrant> condition) {
        return grants.stream().filter(condition).findFirst();
    }

    private void replace(DeviceGrant next) {
        grants.replaceAll(grant -> grant.userCode().equals(next.userCode()) ? next : grant);
    }

    private static DeviceGrant with(
            DeviceGrant grant,
            String deviceCode,
            DeviceGrant.State state,
            @Nullable UserName user,
            @Nullable Instant asked) {
        return new DeviceGrant(
                deviceCode, grant.userCode(), grant.consumerKey(), grant.scopes(), state, user, grant.expires(), asked);
    }
}
