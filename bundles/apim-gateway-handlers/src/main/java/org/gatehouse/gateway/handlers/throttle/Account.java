package org.gatehouse.gateway.handlers.throttle;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Standing;
import org.gatehouse.domain.tier.Tier;
import org.jspecify.annotations.Nullable;

/** What one subject has used of each limit of its tier. Every verb is for whoever holds its monitor. */
final class Account {
    private String tier = "";
    private List<Limit> limits = List.of();
    /** The others follow it: most have one, and it should be found with few steps. */
    private @Nullable Meter first;
    /** Set with the monitor held, and looked at before it is taken, too. */
    private volatile boolean retired;

    /** Whether another account is to be asked. */
    boolean isRetired() {
        return retired;
    }

    /** From now on counts by these limits; what is used counts on as far as the limits are of the same kind. */
    void follow(Tier now) {
        if (limits == now.limits()) {
            return;
        }
        tier = now.name();
        limits = now.limits();
        Meter chain = null;
        for (int i = limits.size() - 1; i >= 0; i--) {
            Meter before = alike(i);
            Meter meter = before == null ? new Meter(limits.get(i)) : before.following(limits.get(i));
            meter.chain(chain);
            chain = meter;
        }
        first = chain;
    }

    /** The meter so far of the limit's kind: of several, the one in the same place among them. */
    private @Nullable Meter alike(int place) {
        Limit limit = limits.get(place);
        int which = 0;
        for (int i = 0; i < place; i++) {
            which += limits.get(i).isLike(limit) ? 1 : 0;
        }
        for (Meter meter = first; meter != null; meter = meter.next()) {
            if (meter.limit().isLike(limit) && which-- == 0) {
                return meter;
            }
        }
        return null;
    }

    /** The first limit that lets nothing through now; null if all do. */
    @Nullable Meter exhausted(long now) {
        for (Meter meter = first; meter != null; meter = meter.next()) {
            if (meter.isExhausted(now)) {
                return meter;
            }
        }
        return null;
    }

    /** Counts a call, for which all limits had room at this very time. */
    void spend(long now) {
        for (Meter meter = first; meter != null; meter = meter.next()) {
            meter.spend(now);
        }
    }

    /** Counts the bytes of a call that is over. */
    void spendBytes(long bytes, long now) {
        for (Meter meter = first; meter != null; meter = meter.next()) {
            meter.spendBytes(bytes, now);
        }
    }

    /** Retires it if there is nothing to remember; whoever holds it then asks for another. */
    boolean retire(long now) {
        for (Meter meter = first; meter != null; meter = meter.next()) {
            if (!meter.isOver(now)) {
                return false;
            }
        }
        retired = true;
        return true;
    }

    boolean isLong() {
        for (Meter meter = first; meter != null; meter = meter.next()) {
            if (meter.isLong()) {
                return true;
            }
        }
        return false;
    }

    List<Standing> standings(ThrottleSubject subject, long now) {
        List<Standing> standings = new ArrayList<>();
        for (Meter meter = first; meter != null; meter = meter.next()) {
            long opens = meter.opens(now);
            if (meter.used(now) > 0 || meter.refused() > 0) {
                standings.add(new Standing(
                        subject.level().written(),
                        subject.toString(),
                        tier,
                        meter.limit(),
                        meter.used(now),
                        opens == now ? null : opens == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(opens),
                        meter.refused(),
                        meter.lastRefused()));
            }
        }
        return standings;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(tier);
        for (Meter meter = first; meter != null; meter = meter.next()) {
            out.writeBoolean(true);
            meter.writeTo(out);
        }
        out.writeBoolean(false);
    }

    static Account readFrom(DataInput in) throws IOException {
        Account account = new Account();
        account.tier = in.readUTF();
        Meter last = null;
        while (in.readBoolean()) {
            Meter meter = Meter.readFrom(in);
            if (last == null) {
                account.first = meter;
            } else {
                last.chain(meter);
            }
            last = meter;
        }
        return account;
    }
}
