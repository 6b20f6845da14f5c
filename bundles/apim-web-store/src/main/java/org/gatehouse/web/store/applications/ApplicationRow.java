package org.gatehouse.web.store.applications;

import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.ApplicationSummary;

/** An application in the list. */
public record ApplicationRow(
        long id, String name, String tier, String description, String status, boolean isApproved, long subscriptions) {
    static ApplicationRow of(ApplicationSummary summary) {
        Application application = summary.application();
        return new ApplicationRow(
                application.id(),
                application.name(),
                application.tier(),
                application.description(),
                application.status().name(),
                application.status() == ApplicationStatus.APPROVED,
                summary.subscriptions());
    }
}
