package org.gatehouse.web.store.applications;

import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;

/** An application in the list. */
public record ApplicationRow(
        String name, String tier, String description, String status, boolean isApproved, int subscriptions) {
    static ApplicationRow of(Application application, int subscriptions) {
        return new ApplicationRow(
                application.name(),
                application.tier(),
                application.description(),
                application.status().name(),
                application.status() == ApplicationStatus.APPROVED,
                subscriptions);
    }
}
