package org.gatehouse.identity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gatehouse.domain.identity.AccountListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Those who want to hear of changes of accounts, as they come and go. */
@Component(service = AccountListeners.class)
public final class AccountListeners {
    private final List<AccountListener> listeners = new CopyOnWriteArrayList<>();

    /** Nobody yet. */
    @Activate
    public AccountListeners() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(AccountListener listener) {
        listeners.add(listener);
    }

    void remove(AccountListener listener) {
        listeners.remove(listener);
    }

    /** Tells all of them. */
    void tell(Consumer<AccountListener> news) {
        listeners.forEach(news);
    }
}
