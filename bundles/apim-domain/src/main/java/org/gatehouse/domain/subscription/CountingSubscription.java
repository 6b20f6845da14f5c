package org.gatehouse.domain.subscription;

import java.util.List;
import java.util.Optional;

/** Which of an application's subscriptions a call is measured by. */
public final class CountingSubscription {
    private CountingSubscription() {}

    /**
     * One that lets the key call, first of those to the API that is called. Another version's does not stand in for one to the
     * API called that somebody blocked or refused.
     *
     * @param called those to the API that is called, oldest first
     * @param any those that count in place of these, oldest first: to other versions if the call names none
     * @return if none lets the key call, the one that says why; empty if there is none at all
     */
    public static Optional<Subscription> of(KeyType type, List<Subscription> called, List<Subscription> any) {
        return letting(type, called)
                .or(() -> called.stream()
                        .filter(each -> each.status().isRefusedTo(type))
                        .findFirst())
                .or(() -> letting(type, any))
                .or(() -> called.stream().findFirst())
                .or(() -> any.stream().findFirst());
    }

    private static Optional<Subscription> letting(KeyType type, List<Subscription> some) {
        return some.stream().filter(each -> each.status().lets(type)).findFirst();
    }
}
